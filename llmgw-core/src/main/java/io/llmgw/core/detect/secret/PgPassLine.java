package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;

/**
 * A line of {@code .pgpass}, alone on its line or in its quotes: host, port, database, user and
 * password. Much else has colons and asterisks, so it has five fields and no more.
 */
final class PgPassLine {
  private static final int LONGEST_HOST = 256;
  private static final int LONGEST_FIELD = 1024;
  private static final int MOST_BLANKS = 32;

  private PgPassLine() {}

  /**
   * Looks behind and before the port, or the asterisk for any, that stands here with its colons.
   */
  static void look(FoldedText text, int start, int end, Findings found) {
    int before = beforeHost(text, start);
    if (before < 0 || !isFirst(text, before)) {
      return;
    }
    char quote = QuotedValue.isQuote(text.at(before - 1)) ? text.at(before - 1) : 0;
    int database = fieldEnd(text, end, quote);
    int user = fieldEnd(text, database + 1, quote);
    int fifth = fieldEnd(text, user + 1, quote);
    int last = fifth - user <= LONGEST_FIELD ? fifth : found.runEnd(user);
    boolean hasFields =
        database > end && user > database + 1 && text.at(database) == ':' && text.at(user) == ':';
    if (hasFields
        && (last > fifth || isLast(text, last, quote))
        && isPassword(text, user + 1, last)) {
      found.add(Entities.PASSWORD, user + 1, last, Confidence.MEDIUM, PasswordFile.RULE);
    }
  }

  /** Letters alone are as likely to be a word of something else. */
  private static boolean isPassword(FoldedText text, int start, int end) {
    Variety variety = Variety.of(text, start, end);
    boolean isWord = variety.upper() + variety.lower() == variety.length();
    Assigned.How how = isWord ? Assigned.How.PLAIN : Assigned.How.VARIABLE;
    return SecretValue.isPassword(text, new Assigned(start, end, how));
  }

  /** Where the host begins; less than 0 if none stands here. */
  private static int beforeHost(FoldedText text, int index) {
    int at = index;
    while (index - at < LONGEST_HOST && isOfHost(text, at - 1)) {
      at--;
    }
    return at < index ? at : -1;
  }

  private static boolean isOfHost(FoldedText text, int index) {
    char c = text.at(index);
    boolean isEscaped = (c == ':' || c == '\\') && isBackslash(text, c == ':' ? index - 1 : index);
    return Alphabet.DOTTED.has(c) || c == '*' || c == '/' || isEscaped;
  }

  private static boolean isBackslash(FoldedText text, int index) {
    return text.at(index) == '\\';
  }

  private static boolean isFirst(FoldedText text, int index) {
    if (QuotedValue.isQuote(text.at(index - 1))) {
      return true;
    }
    int at = index;
    while (index - at < MOST_BLANKS && (text.at(at - 1) == ' ' || text.at(at - 1) == '\t')) {
      at--;
    }
    return isLineEnd(text.at(at - 1));
  }

  private static boolean isLast(FoldedText text, int index, char quote) {
    if (quote != 0 && text.at(index) == quote) {
      return true;
    }
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return isLineEnd(text.at(at));
  }

  private static boolean isLineEnd(char c) {
    return c == 0 || c == '\n' || c == '\r';
  }

  /** Where a field ends: at a colon that is not escaped, a blank or the quote around the line. */
  private static int fieldEnd(FoldedText text, int start, char quote) {
    int end = start;
    while (text.at(end) > ' '
        && end - start < LONGEST_FIELD
        && (text.at(end) != ':' || isBackslash(text, end - 1))
        && (quote == 0 || text.at(end) != quote)) {
      end++;
    }
    return end;
  }
}
