package io.llmgw.core.detect.person;

import io.llmgw.core.detect.FoldedText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What follows a street in an address: flat, town, state, postcode, country. */
final class AddressRest {
  /** Words before the number of a flat or a box. */
  static final List<String> UNITS =
      List.of(
          "suite ",
          "ste. ",
          "apt. ",
          "apt ",
          "apartment ",
          "p.o. box ",
          "po box ",
          "postfach ",
          "apartado ",
          "postbus ",
          "casella postale ",
          "psc ");

  private static final int MOST_PARTS = 6;
  private static final int MOST_WORDS = 4;

  private static final Set<String> COUNTRIES = countries();

  private AddressRest() {}

  private static Set<String> countries() {
    Set<String> names = new HashSet<>(List.of("USA", "UK", "United States of America"));
    for (String code : Locale.getISOCountries()) {
      names.add(new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH));
    }
    return Set.copyOf(names);
  }

  /**
   * Where the address ends of which a street ends here. Of the parts behind it, those are taken up
   * to the last that only addresses have: a flat, a postcode, a country.
   */
  static int end(FoldedText text, int streetEnd) {
    int end = streetEnd;
    int at = streetEnd;
    boolean isBehindUnit = false;
    for (int i = 0; i < MOST_PARTS; i++) {
      int part = pastSeparator(text, at);
      if (part < 0) {
        return end;
      }
      int unit = unitEnd(text, part);
      int partEnd = unit > 0 ? unit : lineEnd(text, part);
      if (partEnd < 0) {
        return end;
      }
      if (unit > 0 || isBehindUnit || isSure(text, part, partEnd)) {
        end = partEnd;
      }
      isBehindUnit = unit > 0;
      at = partEnd;
    }
    return end;
  }

  private static int pastSeparator(FoldedText text, int index) {
    int at = text.at(index) == '.' ? index + 1 : index;
    int limit = at + 12;
    while (at < limit && ", \n\r\t>".indexOf(text.at(at)) >= 0 && text.at(at) != 0) {
      at++;
    }
    return at > index && at < limit ? at : -1;
  }

  /** Where the number of a flat or a box ends whose word begins here; less than 0 if none does. */
  static int unitEnd(FoldedText text, int index) {
    for (String unit : UNITS) {
      if (text.hasAt(index, unit)) {
        int number = index + unit.length();
        int end = StreetParts.numberEnd(text, text.at(number) == '#' ? number + 1 : number);
        return end > 0 && text.hasAt(end, ", box ") ? StreetParts.numberEnd(text, end + 6) : end;
      }
    }
    return -1;
  }

  /** Where words in upper case and a postcode end, before or behind them. */
  private static int lineEnd(FoldedText text, int start) {
    int end = -1;
    int at = start;
    for (int i = 0; i < MOST_WORDS; i++) {
      boolean isParticle = i > 0 && StreetParts.isParticle(text, at, Words.end(text, at));
      int wordEnd = isParticle ? Words.end(text, at) : wordEnd(text, at);
      if (wordEnd < 0) {
        return end;
      }
      end = isParticle ? end : wordEnd;
      if (text.at(wordEnd) != ' ') {
        return end;
      }
      at = wordEnd + 1;
    }
    return end;
  }

  private static int wordEnd(FoldedText text, int start) {
    if (StreetParts.isDigit(text.at(start))) {
      return postcodeEnd(text, start);
    }
    int end = Words.end(text, start);
    boolean isWord =
        Character.isUpperCase(text.at(start))
            && unitEnd(text, start) < 0
            && !FullName.isOther(text, start, end);
    return isWord ? end : -1;
  }

  /** Where a postcode of digits ends, maybe in two groups; less than 0 if none begins here. */
  static int postcodeEnd(FoldedText text, int start) {
    int end = digitsEnd(text, start);
    int second = text.at(end) == '-' ? digitsEnd(text, end + 1) : end;
    int after = second - end == 4 || second - end == 5 ? second : end;
    char next = text.at(after);
    boolean goesOn = next == ' ' && StreetParts.isDigit(text.at(after + 1));
    boolean isWhole = !Character.isLetterOrDigit(next) && next != '-' && !goesOn;
    return end - start >= 4 && end - start <= 6 && isWhole ? after : -1;
  }

  private static int digitsEnd(FoldedText text, int start) {
    int end = start;
    while (end - start <= 6 && StreetParts.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSure(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (StreetParts.isDigit(text.at(i))) {
        return true;
      }
    }
    return COUNTRIES.contains(text.part(start, end));
  }
}
