package io.llmgw.cache.veto;

import java.util.List;
import java.util.Set;

/** Whether one of two questions denies what the other one says. */
final class Negation {
  private static final Set<String> NEGATIONS = WordFile.words("negations.txt");

  /** Less alike, they are not about the same, and nothing is turned round. */
  private static final double NEAR = 0.5;

  private Negation() {}

  /** How often a text denies. */
  static int count(List<Word> words) {
    int count = 0;
    for (Word word : words) {
      count += NEGATIONS.contains(word.text()) ? 1 : 0;
    }
    return count;
  }

  /** Two of them make none, more or less. */
  static boolean differ(Marks kept, Marks asked) {
    return (kept.negations() - asked.negations()) % 2 != 0 && Overlap.of(kept, asked) >= NEAR;
  }
}
