package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Words that may stand for each other in a question. */
final class Synonyms {
  private static final Map<String, Set<Integer>> GROUPS = new HashMap<>();

  static {
    int group = 0;
    for (String line : WordFile.lines("synonyms.txt")) {
      for (String word : WordFile.split(line)) {
        GROUPS.computeIfAbsent(Stem.of(word), stem -> new HashSet<>()).add(group);
      }
      group++;
    }
  }

  private Synonyms() {}

  static boolean areSame(Word one, Word other) {
    Set<Integer> mine = GROUPS.getOrDefault(one.stem(), Set.of());
    return GROUPS.getOrDefault(other.stem(), Set.of()).stream().anyMatch(mine::contains);
  }
}
