package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.Map;

/** Words that may stand for each other in a question. */
final class Synonyms {
  private static final Map<String, Integer> GROUPS = new HashMap<>();

  static {
    int group = 0;
    for (String line : WordFile.lines("synonyms.txt")) {
      for (String word : WordFile.split(line)) {
        GROUPS.putIfAbsent(Stem.of(word), group);
      }
      group++;
    }
  }

  private Synonyms() {}

  static boolean areSame(Word one, Word other) {
    Integer group = GROUPS.get(one.stem());
    return group != null && group.equals(GROUPS.get(other.stem()));
  }
}
