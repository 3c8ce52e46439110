package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program hands to a method of a telling name, {@code setPassword("...")}, or together with
 * such a name, {@code put("PASSWORD", "...")}.
 */
final class Argument {
  private static final int LONGEST_METHOD = 40;
  private static final int MOST_BLANKS = 8;

  /** How the name of a method goes on with that of a secret. */
  private static final List<String> SETTERS = List.of("set", "set_", "with", "with_");

  /** How methods begin that take a name and a value. */
  private static final AnyOf TAKING =
      AnyOf.of(
          "put",
          "set",
          "add",
          "with",
          "append",
          "define",
          "env",
          "export",
          "param",
          "property",
          "get",
          "fetch",
          "entry");

  /** What takes several names and values in turn. */
  private static final String MAP = "map.of(";

  /** So far behind it a name may stand. */
  private static final int REACH = 160;

  private Argument() {}

  /**
   * The value; null if there is none.
   *
   * @param wordStart where the word for a secret begins
   * @param start where the whole name does
   * @param end index after its last char
   */
  static @Nullable Assigned read(FoldedText text, int wordStart, int start, int end) {
    if (text.at(end) == '(') {
      return ofMethod(text, wordStart, end + 1);
    }
    boolean isQuoted = QuotedValue.isQuote(text.at(end)) && text.at(start - 1) == text.at(end);
    int comma = pastBlanks(text, end + 1);
    return isQuoted && text.at(comma) == ',' && isHandedOver(text, start - 1)
        ? doubtful(text, QuotedValue.read(text, pastBlanks(text, comma + 1)))
        : null;
  }

  private static @Nullable Assigned ofMethod(FoldedText text, int wordStart, int index) {
    Assigned quoted = QuotedValue.read(text, pastBlanks(text, index));
    for (String setter : SETTERS) {
      if (text.hasAt(wordStart - setter.length(), setter)) {
        return quoted;
      }
    }
    return text.at(wordStart - 1) == '.' ? doubtful(text, quoted) : null;
  }

  /** One that letters alone do not make a password: they may be a label or a question. */
  static @Nullable Assigned doubtful(FoldedText text, @Nullable Assigned quoted) {
    return quoted == null || Phrase.is(text, quoted)
        ? null
        : new Assigned(quoted.start(), quoted.end(), Assigned.How.PROSE);
  }

  /** Whether the quote here opens the first argument of a method that takes names and values. */
  private static boolean isHandedOver(FoldedText text, int quote) {
    int open = quote;
    while (quote - open < MOST_BLANKS && text.at(open - 1) == ' ') {
      open--;
    }
    if (text.at(open - 1) == ',' || text.hasAt(open - MAP.length(), MAP)) {
      return isOfMap(text, open);
    }
    if (text.at(open - 1) != '(') {
      return false;
    }
    int method = Alphabet.WORD.start(text, open - 1, LONGEST_METHOD);
    return TAKING.isAt(text, method);
  }

  private static boolean isOfMap(FoldedText text, int index) {
    int at = index;
    while (index - at < REACH && text.at(at - 1) != '(' && text.at(at - 1) != ')') {
      at--;
    }
    return text.hasAt(at - MAP.length(), MAP);
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && text.at(at) == ' ') {
      at++;
    }
    return at;
  }
}
