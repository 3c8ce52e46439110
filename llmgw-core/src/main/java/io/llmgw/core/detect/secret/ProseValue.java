package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import org.jspecify.annotations.Nullable;

/**
 * A password as people tell it to each other: "the password for the staging box is ...", "password
 * (prod): ...", in quotes right behind its name, or as it is where little else looks like one. Of
 * talk about passwords there is more than of passwords: here one has letters and digits.
 */
final class ProseValue {
  private static final String DASH = " - ";

  /** A shorter one of letters and digits is more often a number of something. */
  private static final int SHORTEST = 6;

  /** One without any sign before it is longer still. */
  private static final int SHORTEST_BARE = 8;

  private static final int DIGITS_OF_BARE = 2;

  /** A name has fewer words that begin behind a number, as one does in "OAuth2Client". */
  private static final int HUMPS_OF_BARE = 2;

  private ProseValue() {}

  /** The password behind the name between these places; null if none follows. */
  static @Nullable Assigned read(FoldedText text, int nameStart, int nameEnd, Findings found) {
    if (text.at(nameEnd) != ' ' || text.at(nameStart - 1) == '-') {
      return null;
    }
    int told = Purpose.past(text, nameEnd);
    if (told > nameEnd) {
      Assigned quoted = QuotedValue.read(text, told);
      Assigned value =
          quoted == null ? PlainValue.told(text, nameStart, nameEnd, told, found) : quoted;
      return value != null && (isOne(text, value) || isNumber(text, value)) ? value : null;
    }
    int start = text.isAt(nameEnd, DASH) ? nameEnd + DASH.length() : nameEnd + 1;
    Assigned quoted = QuotedValue.read(text, nameEnd + 1);
    boolean isShort = ShortName.is(text, nameStart, nameEnd);
    if (quoted != null) {
      boolean isOne = isOne(text, quoted) || (!isShort && isNumber(text, quoted));
      return isOne && !isName(text, quoted) ? quoted : null;
    }
    if (isShort) {
      return null;
    }
    int said = Purpose.pastBare(text, nameEnd);
    int first = said > nameEnd ? said : start;
    Assigned bare = PlainValue.told(text, nameStart, nameEnd, first, found);
    return bare != null && isOne(text, bare) && isMixed(text, bare) ? bare : null;
  }

  /** Whether it has letters and digits, and is one by what holds for any password. */
  static boolean isOne(FoldedText text, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    boolean hasBoth = variety.digits() > 0 && variety.upper() + variety.lower() > 0;
    return hasBoth
        && variety.length() >= SHORTEST
        && !isAttribute(text, value, variety)
        && SecretValue.isPassword(text, value);
  }

  /** Whether it is a PIN, which nothing but digits is. */
  private static boolean isNumber(FoldedText text, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    return variety.digits() == variety.length() && SecretValue.isPassword(text, value);
  }

  /** Whether it says something of a password, as "2FA-protected" does. */
  private static boolean isAttribute(FoldedText text, Assigned value, Variety variety) {
    boolean hasHyphen = false;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      hasHyphen |= text.at(i) == '-';
    }
    return hasHyphen && variety.digits() == 1;
  }

  /** Whether it is the name of a field: words in lower case with a number behind them. */
  private static boolean isName(FoldedText text, Assigned value) {
    boolean hasUnderscore = false;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      boolean isInside = Alphabet.LOWER.has(c) && Alphabet.DIGITS.has(text.at(i - 1));
      boolean isOfName = c == '_' || (Alphabet.LOWER.has(c) && !isInside);
      if (!isOfName && !Alphabet.DIGITS.has(c)) {
        return false;
      }
      hasUnderscore |= c == '_';
    }
    return hasUnderscore;
  }

  /** Whether it is mixed as no word with a number is, but for what is drawn at random. */
  static boolean isMixed(FoldedText text, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    boolean isInside = false;
    int humps = 0;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      if (!Alphabet.ALNUM.has(c) && "!#$%^&*+-_".indexOf(c) < 0) {
        return false;
      }
      boolean isHump = Alphabet.UPPER.has(c) && isLower(text.at(i + 1));
      boolean isBehindDigit = Alphabet.DIGITS.has(text.at(i - 1));
      humps += isBehindDigit && isHump ? 1 : 0;
      isInside |= isBehindDigit && Character.isLetter(c) && !isHump;
    }
    return (isInside || humps >= HUMPS_OF_BARE)
        && variety.length() >= SHORTEST_BARE
        && variety.digits() >= DIGITS_OF_BARE
        && variety.upper() > 0
        && variety.lower() > 0
        && variety.isVaried();
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
