package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;

/**
 * A mark behind a password, or a quote before it that does not close, may be the sentence's or its
 * own. It is masked with one that has signs besides: a mark too many does no harm, one that is left
 * gives a part of a secret away.
 */
final class OwnSigns {
  private static final String MARKS = ".,;:?";

  /** So much of it is looked at for signs. */
  private static final int JUDGED = 256;

  private OwnSigns() {}

  /** Where the password begins. */
  static int start(FoldedText text, Assigned value) {
    char quote = text.at(value.start() - 1);
    boolean isOpen = QuotedValue.isQuote(quote) && text.at(value.end()) != quote;
    return isOpen && mayHave(text, value) ? value.start() - 1 : value.start();
  }

  /** Where it ends. */
  static int end(FoldedText text, Assigned value) {
    char mark = text.at(value.end());
    boolean isMark = mark != 0 && MARKS.indexOf(mark) >= 0 && text.at(value.end() + 1) <= ' ';
    return isMark && mayHave(text, value) ? value.end() + 1 : value.end();
  }

  private static boolean mayHave(FoldedText text, Assigned value) {
    boolean isWhole = value.isQuoted() || value.how() == Assigned.How.VARIABLE;
    return !isWhole && hasSigns(text, value.start(), value.end());
  }

  /** Whether a sign that words have not stands between two other chars. */
  private static boolean hasSigns(FoldedText text, int start, int end) {
    for (int at = start + 1; at < Math.min(end - 1, start + JUDGED); at++) {
      if (text.at(at) < 0x80 && !Alphabet.DOTTED.has(text.at(at))) {
        return true;
      }
    }
    return false;
  }
}
