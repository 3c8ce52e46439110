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
  private static final String NON = "non";

  /** What is not of the EU is non-EU, and nobody means a word such as "into". */
  private static final int SHORTEST_BEHIND_NON = 2;

  /** Words of grammar: an opposite where the one stands in the place of the other. */
  private static final Set<String> SMALL =
      Set.of(
          "from",
          "to",
          "in",
          "out",
          "on",
          "off",
          "up",
          "down",
          "over",
          "under",
          "for",
          "against",
          "until",
          "till",
          "since",
          "at",
          "by",
          "within",
          "after",
          "like",
          "including",
          "besides",
          "except",
          "such",
          "other");

  /** Opposites of time alone: "by joining" and "after joining" may well say the same. */
  private static final Set<String> OF_TIME = Set.of("by", "after");

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
    Set<String> mine = joined(kept);
    Set<String> others = joined(asked);
    for (String word : mine) {
      if (!others.contains(word)
          && (isTurned(word, kept, asked, mine, others) || isPrefixed(word, mine, others))) {
        return true;
      }
    }
    for (String word : others) {
      if (!mine.contains(word) && isPrefixed(word, others, mine)) {
        return true;
      }
    }
    return false;
  }

  /** All words: those behind a "non" that stands by itself as one with it, "with no" as without. */
  private static Set<String> joined(Marks marks) {
    if (!marks.wordSet().contains(NON) && !marks.wordSet().contains("with")) {
      return marks.wordSet();
    }
    Set<String> joined = new HashSet<>();
    String before = "";
    for (Word word : marks.words()) {
      if (before.equals("with")) {
        joined.add(word.text().equals("no") ? "without" : before);
      }
      if (!word.text().equals("with")) {
        joined.add(before.equals(NON) ? NON + word.text() : word.text());
      }
      before = word.text();
    }
    if (before.equals("with")) {
      joined.add(before);
    }
    return joined;
  }

  private static boolean isTurned(
      String word, Marks kept, Marks asked, Set<String> mine, Set<String> others) {
    for (String opposite : OPPOSITES.getOrDefault(word, Set.of())) {
      if (others.contains(opposite)
          && !mine.contains(opposite)
          && Overlap.of(kept, asked, word, opposite) >= NEAR
          && (!isSmall(word, opposite) || haveInOnePlace(kept, asked, word, opposite))
          && (!areOfTime(word, opposite) || tellTime(kept) && tellTime(asked))) {
        return true;
      }
    }
    return false;
  }

  /** They have many tasks: "from Rome" is no opposite of "how to get there". */
  private static boolean isSmall(String word, String opposite) {
    return SMALL.contains(word) && SMALL.contains(opposite);
  }

  private static boolean areOfTime(String word, String opposite) {
    return OF_TIME.contains(word) && OF_TIME.contains(opposite);
  }

  private static boolean tellTime(Marks marks) {
    return !marks.dates().isEmpty() || !marks.amounts().isEmpty() || !marks.numberWords().isEmpty();
  }

  private static boolean haveInOnePlace(Marks kept, Marks asked, String ofKept, String ofAsked) {
    return !Alignment.isPossible(kept.words(), asked.words())
        || Alignment.of(kept.words(), asked.words()).gaps().stream()
            .anyMatch(gap -> has(gap.kept(), ofKept) && has(gap.asked(), ofAsked))
        || Alignment.of(asked.words(), kept.words()).gaps().stream()
            .anyMatch(gap -> has(gap.asked(), ofKept) && has(gap.kept(), ofAsked));
  }

  private static boolean has(List<Word> words, String text) {
    return words.stream().anyMatch(word -> word.text().equals(text));
  }

  /** Whether the other one has it with a prefix that denies it, such as "unsafe". */
  private static boolean isPrefixed(String word, Set<String> one, Set<String> other) {
    for (String prefix : PREFIXES) {
      String denied = prefix + word;
      if (word.length() >= shortest(prefix) && other.contains(denied) && !one.contains(denied)) {
        return true;
      }
    }
    return false;
  }

  private static int shortest(String prefix) {
    return prefix.equals(NON) ? SHORTEST_BEHIND_NON : SHORTEST;
  }
}
