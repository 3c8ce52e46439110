package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.secret.Assigned.How;
import org.jspecify.annotations.Nullable;

/**
 * A value without quotes. It goes on to the next blank, whatever signs it has: one of them ends it
 * only where the syntax around it says so. That is a quote or bracket that is open before the name,
 * an ampersand in the query of a URL, the at sign before its host, and what separates it from
 * another name with a value. What is escaped, as {@code %26} is, ends nothing.
 */
final class PlainValue {
  /** So far it is looked for what ends a value before a blank does. */
  private static final int SEARCHED = 1024;

  private static final int LONGEST_NAME = 30;
  private static final int MOST_BLANKS = 32;

  /** Behind the last word of a sentence. */
  private static final String MARKS = ".,;:?*";

  /** Signs that may end a value. */
  private static final String ENDING = "<>\\\"'`)]}|#&;,@";

  private final FoldedText text;
  private final int nameEnd;
  private final Findings found;
  private final LineBefore before;

  PlainValue(FoldedText text, int nameStart, int nameEnd, Findings found) {
    this.text = text;
    this.nameEnd = nameEnd;
    this.found = found;
    this.before = new LineBefore(text, nameStart);
  }

  /**
   * What begins at a place behind a name where people tell it to each other; null if it has no
   * digit, as most words have none and what is told so has one.
   */
  static @Nullable Assigned told(
      FoldedText text, int nameStart, int nameEnd, int start, Findings found) {
    int last = start + Assigned.JUDGED;
    int at = start;
    while (at <= last && !Alphabet.DIGITS.has(text.at(at))) {
      if (text.at(at) <= ' ' && !text.isEscaped(at)) {
        return null;
      }
      at++;
    }
    return at > last ? null : new PlainValue(text, nameStart, nameEnd, found).inProse(start);
  }

  /** Where the whole name begins. */
  int nameStart() {
    return before.start();
  }

  /** The value that begins here, behind a word such as "is". */
  Assigned inProse(int index) {
    int start = pastOpenQuote(index);
    return new Assigned(start, withoutMarks(start, end(start, false)), How.PROSE);
  }

  /** The value that begins here, behind a sign. */
  Assigned at(int index) {
    if (isVariable(index)) {
      return new Assigned(index, ShellWord.end(text, index), How.VARIABLE);
    }
    int start = pastOpenQuote(index);
    int runEnd = found.runEnd(start);
    if (!before.isEmpty() || !isLineEnd(runEnd)) {
      return new Assigned(start, withoutMarks(start, end(start, true)), How.PLAIN);
    }
    int end = end(start, text.at(nameEnd) != ':');
    return new Assigned(start, end > start && isStop(end - 1) ? end - 1 : end, How.PLAIN);
  }

  /** The value of a variable goes on behind its quotes, if that is no blank; others are whole. */
  Assigned withRest(int index, Assigned quoted) {
    int end = quoted.end() + 1;
    boolean isWhole = !isVariable(index) || found.runEnd(end) == end;
    return isWhole ? quoted : new Assigned(index, ShellWord.end(text, index), How.VARIABLE);
  }

  /** Whether a value that begins here is that of a variable of a shell. */
  boolean isVariable(int index) {
    return index == nameEnd + 1
        && text.at(nameEnd) == '='
        && before.isNameOfCapitals(nameEnd)
        && before.isEmpty();
  }

  /** Whether the name is that of a variable of an image, whose value may follow behind a blank. */
  boolean isOfImage() {
    return text.isAt(before.start() - 4, "ENV ") && before.isEmpty();
  }

  private boolean isStop(int index) {
    return ".,;".indexOf(text.at(index)) >= 0;
  }

  /** Past a quote that does not close. */
  private int pastOpenQuote(int index) {
    return QuotedValue.isQuote(text.at(index)) && !isPart(index) ? index + 1 : index;
  }

  private boolean isLineEnd(int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    char c = text.at(at);
    return c == 0 || c == '\n' || c == '\r' || c == '#';
  }

  private int end(int start, boolean mayBeSeparated) {
    int last = start + SEARCHED;
    int at = found.nextSign(start, ENDING);
    while (at < last && (text.at(at) > ' ' || isPart(at))) {
      if (before.endsAt(at) || (mayBeSeparated && isSeparator(at))) {
        return at;
      }
      at = found.nextSign(at + 1, ENDING);
    }
    at = Math.min(at, last);
    return text.at(at) > ' ' ? found.runEnd(at) : at;
  }

  /** Whether what stands here is escaped in the query of a URL: a blank or quote of the value. */
  boolean isPart(int index) {
    return text.isEscaped(index) && before.isQuery();
  }

  /** Whether another name with a value stands behind this place, or the rest of a URL. */
  private boolean isSeparator(int index) {
    if (text.isEscaped(index)) {
      return false;
    }
    char c = text.at(index);
    if (c == '#') {
      return before.isQuery();
    }
    if (c == '@') {
      return before.isUserOfUrl();
    }
    if (c != '&' && c != ';' && c != ',') {
      return false;
    }
    if ((c == '&' && before.isQuery()) || before.last() == c) {
      return true;
    }
    int at = index + 1;
    while (at - index <= LONGEST_NAME && isOfName(text.at(at), c)) {
      at++;
    }
    boolean isNamed = Character.isLetter(text.at(index + 1));
    return isNamed && (text.at(at) == '=' || (c == ',' && text.at(at) == ':'));
  }

  /** Names in the strings that connect to a database may have blanks: "User Id". */
  private static boolean isOfName(char c, char separator) {
    return Alphabet.WORD.has(c) || c == '.' || (c == ' ' && separator == ';');
  }

  private int withoutMarks(int start, int index) {
    int end = index;
    while (end > start && MARKS.indexOf(text.at(end - 1)) >= 0 && !isPart(end - 1)) {
      end--;
    }
    return end;
  }
}
