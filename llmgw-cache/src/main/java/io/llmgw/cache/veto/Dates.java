package io.llmgw.cache.veto;

import java.util.Set;

/**
 * Whether two questions differ in a month, a weekday, in today against tomorrow, or this week
 * against the last one.
 */
final class Dates {
  private static final double NEAR = 0.5;

  private Dates() {}

  static boolean differ(Marks kept, Marks asked) {
    Set<String> mine = kept.dates();
    Set<String> others = asked.dates();
    if (mine.equals(others)) {
      return Limits.ofDatesDiffer(kept, asked);
    }
    boolean eachHasItsOwn = !mine.containsAll(others) && !others.containsAll(mine);
    return eachHasItsOwn || Overlap.of(kept, asked) >= NEAR;
  }
}
