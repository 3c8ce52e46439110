package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit.
 *
 * @param measures what: length, mass, money
 * @param name one for all ways of writing it
 */
record Unit(String measures, String name) {
  /** By the names that mean nothing else. */
  private static final Map<String, Unit> BY_NAME = new HashMap<>();

  /** By those that do, which count beside a number. */
  private static final Map<String, Unit> BY_SHORT_NAME = new HashMap<>();

  static {
    for (String line : WordFile.lines("units.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      List<String> names = sides.get(0);
      Unit unit = new Unit(names.get(0), names.size() > 1 ? names.get(1) : sides.get(1).get(0));
      names.subList(1, names.size()).forEach(name -> BY_NAME.put(name, unit));
      sides.get(1).forEach(name -> BY_SHORT_NAME.putIfAbsent(name, unit));
    }
  }

  /** The unit that this word, in lower case, means wherever it stands; null for none. */
  static @Nullable Unit named(String word) {
    return BY_NAME.get(word);
  }

  /** The unit that it means beside a number, as it is written; null for none. */
  static @Nullable Unit besideNumber(String written) {
    int per = written.indexOf('/');
    return per < 0 ? single(written) : quotient(written, per);
  }

  private static @Nullable Unit single(String written) {
    Unit exact = BY_NAME.get(written); // milliwatts and megawatts differ in a capital alone
    if (exact != null) {
      return exact;
    }
    String word = written.toLowerCase(Locale.ROOT);
    Unit unit = BY_NAME.get(word);
    if (unit != null) {
      return unit;
    }
    boolean sign =
        word.length() == 1 && Character.getType(word.charAt(0)) == Character.CURRENCY_SYMBOL;
    return sign ? new Unit("money", word) : BY_SHORT_NAME.get(word);
  }

  /** One unit by another one: km/h, mg/kg. */
  private static @Nullable Unit quotient(String written, int per) {
    Unit whole = BY_NAME.get(written.toLowerCase(Locale.ROOT));
    if (whole != null) {
      return whole;
    }
    Unit above = single(written.substring(0, per));
    Unit below = single(written.substring(per + 1));
    return above == null || below == null
        ? null
        : new Unit(above.measures() + '/' + below.measures(), above.name() + '/' + below.name());
  }
}
