package io.llmgw.cache.veto;

import java.util.List;
import java.util.Set;

/** Whether one of two questions denies what the other one says. */
final class Negation {
  private static final Set<String> NEGATIONS = WordFile.words("negations.txt");

  private static final Set<String> JOINS = Set.of("and", "or");

  /** Less alike, they are not about the same, and nothing is turned round. */
  private static final double NEAR = 0.5;

  private Negation() {}

  /** How often a text denies. */
  static int count(List<Word> words) {
    int count = 0;
    for (int i = 0; i < words.size(); i++) {
      count += NEGATIONS.contains(words.get(i).text()) && !leavesOpen(words, i) ? 1 : 0;
    }
    return count;
  }

  /** "Or not", "and why not", "and if not" ask for both sides of the same question. */
  private static boolean leavesOpen(List<Word> words, int i) {
    if (!words.get(i).text().equals("not") || i == 0) {
      return false;
    }
    String before = words.get(i - 1).text();
    boolean asks = before.equals("why") || before.equals("if");
    return before.equals("or") || asks && i > 1 && JOINS.contains(words.get(i - 2).text());
  }

  /** Two of them make none, more or less. */
  static boolean differ(Marks kept, Marks asked) {
    return (kept.negations() - asked.negations()) % 2 != 0 && Overlap.of(kept, asked) >= NEAR;
  }
}
