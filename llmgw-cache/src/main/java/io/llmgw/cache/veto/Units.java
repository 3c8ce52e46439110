package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether two questions differ in a unit. */
final class Units {
  private Units() {}

  /** All units of a text, beside numbers or not. */
  static Set<Unit> of(Iterable<Word> words, Iterable<Amount> amounts) {
    Set<Unit> units = new HashSet<>();
    for (Word word : words) {
      Unit unit = Unit.named(word.text());
      if (unit != null) {
        units.add(unit);
      }
    }
    for (Amount amount : amounts) {
      if (amount.unit() != null) {
        units.add(amount.unit());
      }
    }
    return Set.copyOf(units);
  }

  static boolean differ(Marks kept, Marks asked) {
    return measureOtherwise(kept, asked) || countOtherwise(kept, asked);
  }

  /** Each measures the same in a unit that the other one does not have. */
  private static boolean measureOtherwise(Marks kept, Marks asked) {
    for (Unit mine : kept.units()) {
      for (Unit other : asked.units()) {
        if (mine.measures().equals(other.measures())
            && !kept.units().contains(other)
            && !asked.units().contains(mine)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same number counts different things. */
  private static boolean countOtherwise(Marks kept, Marks asked) {
    Map<String, Set<Unit>> others = new HashMap<>();
    for (Amount other : asked.amounts()) {
      if (other.unit() != null) {
        others.computeIfAbsent(other.number(), number -> new HashSet<>()).add(other.unit());
      }
    }
    for (Amount mine : kept.amounts()) {
      Set<Unit> same = others.getOrDefault(mine.number(), Set.of());
      if (mine.unit() != null && !same.isEmpty() && !same.contains(mine.unit())) {
        return true;
      }
    }
    return false;
  }
}
