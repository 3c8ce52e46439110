package io.llmgw.cache.similar;

import io.llmgw.cache.veto.Marks;
import java.util.Set;

/** Whether two answers say the same, as far as their words tell. */
public final class Comparison {
  private static final double LEAST_COMMON = 0.5;

  private Comparison() {}

  /** Whether they have half of the words of the shorter one in common, without those of grammar. */
  public static boolean haveWordsInCommon(String kept, String asked) {
    Set<String> mine = Marks.of(kept).contentStems();
    Set<String> others = Marks.of(asked).contentStems();
    int shorter = Math.min(mine.size(), others.size());
    if (shorter == 0) {
      return kept.strip().equalsIgnoreCase(asked.strip());
    }
    long common = mine.stream().filter(others::contains).count();
    return common >= LEAST_COMMON * shorter;
  }
}
