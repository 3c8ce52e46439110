package io.llmgw.cache.similar;

import io.llmgw.cache.veto.Marks;
import io.llmgw.cache.veto.Vetoes;
import java.util.Set;

/** Whether two answers say the same, as far as their words tell. */
public final class Comparison {
  private static final double LEAST_COMMON = 0.5;

  private Comparison() {}

  /**
   * Whether they have half of the words of the shorter one in common, without those of grammar, and
   * neither another number, nor a denial, nor an opposite.
   */
  public static boolean haveWordsInCommon(String kept, String live) {
    Marks mine = Marks.of(kept);
    Marks others = Marks.of(live);
    return areAboutTheSame(kept, mine.contentStems(), live, others.contentStems())
        && !Vetoes.contradict(mine, others);
  }

  private static boolean areAboutTheSame(
      String kept, Set<String> mine, String live, Set<String> others) {
    int shorter = Math.min(mine.size(), others.size());
    if (shorter == 0) {
      return kept.strip().equalsIgnoreCase(live.strip());
    }
    long common = mine.stream().filter(others::contains).count();
    return common >= LEAST_COMMON * shorter;
  }
}
