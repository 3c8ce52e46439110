package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.List;
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

  /** The unit that this word means wherever it stands; null for none. */
  static @Nullable Unit named(String word) {
    return BY_NAME.get(word);
  }

  /** The unit that it means beside a number; null for none. */
  static @Nullable Unit besideNumber(String word) {
    Unit unit = BY_NAME.get(word);
    return unit == null ? BY_SHORT_NAME.get(word) : unit;
  }
}
