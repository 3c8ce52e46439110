package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import org.jspecify.annotations.Nullable;

/**
 * A key or token as people tell it to each other: "the API key for prod is ...", "use API key ...".
 * Of talk about keys there is more than of keys: one is mixed here as no name with a number is.
 */
final class ProseKey {
  private static final String DASH = " - ";

  /** One is of these chars; behind no verb or sign it has none that files and pages have. */
  private static final String SIGNS = "_-+~";

  private static final String SIGNS_IF_TOLD = SIGNS + "./:";

  /** A name has fewer words that begin behind a number. */
  private static final int HUMPS = 2;

  /** Of so many chars one at least is followed by one of another kind. */
  private static final int CHARS_PER_CHANGE = 4;

  private ProseKey() {}

  /** What may be the key behind the name between these places; null if nothing follows. */
  static @Nullable Assigned read(FoldedText text, int nameStart, int nameEnd, Findings found) {
    if (text.at(nameEnd) != ' ' || text.at(nameStart - 1) == '-') {
      return null;
    }
    int past = Purpose.past(text, nameEnd);
    int told = past > nameEnd ? past : Purpose.pastBare(text, nameEnd);
    int behind = text.isAt(nameEnd, DASH) ? nameEnd + DASH.length() : nameEnd + 1;
    int start = told > nameEnd ? told : behind;
    Assigned quoted = QuotedValue.read(text, start);
    Assigned value =
        quoted == null ? PlainValue.told(text, nameStart, nameEnd, start, found) : quoted;
    if (value == null) {
      return null;
    }
    boolean isSaid = told > nameEnd || value.isQuoted();
    return isMixed(text, value, isSaid ? SIGNS_IF_TOLD : SIGNS) ? value : null;
  }

  /** Whether letters and digits change as they do in nothing that is made up of words. */
  private static boolean isMixed(FoldedText text, Assigned value, String signs) {
    int changes = 0;
    int humps = 0;
    boolean isInside = false;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      char before = i == value.start() ? c : text.at(i - 1);
      boolean isPadding = c == '=' && isEnd(text, i, value);
      if (!Alphabet.ALNUM.has(c) && signs.indexOf(c) < 0 && !isPadding) {
        return false;
      }
      boolean isBehindDigit = Alphabet.DIGITS.has(before) && Character.isLetter(c);
      boolean isHump = Alphabet.UPPER.has(c) && Character.isLowerCase(text.at(i + 1));
      humps += isBehindDigit && isHump ? 1 : 0;
      isInside |= isBehindDigit && !isHump;
      changes += Alphabet.DIGITS.has(c) != Alphabet.DIGITS.has(before) ? 1 : 0;
      changes += Alphabet.UPPER.has(c) && Character.isLowerCase(before) ? 1 : 0;
    }
    int length = value.judgedEnd() - value.start();
    return (isInside || humps >= HUMPS) && changes * CHARS_PER_CHANGE >= length;
  }

  /** Whether nothing but equals signs stands here, as at the end of base 64. */
  private static boolean isEnd(FoldedText text, int index, Assigned value) {
    return index + 2 >= value.end() && text.at(value.end() - 1) == '=';
  }
}
