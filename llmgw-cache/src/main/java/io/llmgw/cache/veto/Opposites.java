package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether one of two questions has a word where the other one has its opposite. */
final class Opposites {
  private static final Map<String, Set<String>> OPPOSITES = new HashMap<>();
  private static final List<String> PREFIXES =
      List.of("un", "im", "in", "ir", "il", "dis", "non", "mis");
  private static final int SHORTEST = 3;

  /** Words of grammar: an opposite where the one stands in the place of the other. */
  private static final Set<String> SMALL =
      Set.of("from", "to", "in", "out", "on", "off", "up", "down", "over", "under");

  /** Less alike, the words do not stand in the same place. */
  private static final double NEAR = 0.5;

  static {
    for (String line : WordFile.lines("opposites.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      for (String one : sides.get(0)) {
        for (String other : sides.get(1)) {
          OPPOSITES.computeIfAbsent(one, key -> new HashSet<>()).add(other);
          OPPOSITES.computeIfAbsent(other, key -> new HashSet<>()).add(one);
        }
      }
    }
  }

  private Opposites() {}

  static boolean differ(Marks kept, Marks asked) {
    for (String word : kept.wordSet()) {
      if (!asked.wordSet().contains(word)
          && (isTurned(word, kept, asked) || isPrefixed(word, kept, asked))) {
        return true;
      }
    }
    for (String word : asked.wordSet()) {
      if (!kept.wordSet().contains(word) && isPrefixed(word, asked, kept)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTurned(String word, Marks kept, Marks asked) {
    for (String opposite : OPPOSITES.getOrDefault(word, Set.of())) {
      if (asked.wordSet().contains(opposite)
          && !kept.wordSet().contains(opposite)
          && Overlap.of(kept, asked, word, opposite) >= NEAR
          && (!isSmall(word, opposite) || haveInOnePlace(kept, asked, word, opposite))) {
        return true;
      }
    }
    return false;
  }

  /** They have many tasks: "from Rome" is no opposite of "how to get there". */
  private static boolean isSmall(String word, String opposite) {
    return SMALL.contains(word) && SMALL.contains(opposite);
  }

  private static boolean haveInOnePlace(Marks kept, Marks asked, String ofKept, String ofAsked) {
    return !Alignment.isPossible(kept.words(), asked.words())
        || Alignment.of(kept.words(), asked.words()).gaps().stream()
            .anyMatch(gap -> has(gap.kept(), ofKept) && has(gap.asked(), ofAsked));
  }

  private static boolean has(List<Word> words, String text) {
    return words.stream().anyMatch(word -> word.text().equals(text));
  }

  /** Whether the other one has it with a prefix that denies it, such as "unsafe". */
  private static boolean isPrefixed(String word, Marks one, Marks other) {
    if (word.length() < SHORTEST) {
      return false;
    }
    for (String prefix : PREFIXES) {
      String denied = prefix + word;
      if (other.wordSet().contains(denied) && !one.wordSet().contains(denied)) {
        return true;
      }
    }
    return false;
  }
}
