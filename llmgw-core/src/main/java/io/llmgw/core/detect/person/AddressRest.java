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
          "suite ", "ste. ", "apt. ", "apt ", "apartment ", "p.o. box ", "po box ", "postfach ",
          "apartado ", "postbus ", "casella postale ");

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
      if (unit > 0 || isSure(text, part, partEnd)) {
        end = partEnd;
      }
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
        return StreetParts.numberEnd(text, text.at(number) == '#' ? number + 1 : number);
      }
    }
    return -1;
  }

  /** Where words in upper case and a postcode end, before or behind them. */
  private static int lineEnd(FoldedText text, int start) {
    int end = -1;
    int at = start;
    for (int i = 0; i < MOST_WORDS; i++) {
      int wordEnd = wordEnd(text, at);
      if (wordEnd < 0) {
        return end;
      }
      end = wordEnd;
      if (text.at(wordEnd) != ' ') {
        return end;
      }
      at = wordEnd + 1;
    }
    return end;
  }

  private static int wordEnd(FoldedText text, int start) {
    if (StreetParts.isDigit(text.at(start))) {
      int end = postcodeEnd(text, start);
      return end - start >= 4 ? end : -1;
    }
    boolean isWord = Character.isUpperCase(text.at(start));
    return isWord && unitEnd(text, start) < 0 ? Words.end(text, start) : -1;
  }

  /** Where digits end, with a hyphen among them. */
  static int postcodeEnd(FoldedText text, int start) {
    int end = start;
    while (end - start <= 10
        && (StreetParts.isDigit(text.at(end))
            || (text.at(end) == '-' && StreetParts.isDigit(text.at(end + 1))))) {
      end++;
    }
    return Character.isLetter(text.at(end)) || end - start > 10 ? -1 : end;
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
