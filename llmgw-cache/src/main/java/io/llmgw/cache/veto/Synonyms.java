package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Words that may stand for each other in a question. */
final class Synonyms {
  private static final Map<String, Set<Integer>> GROUPS = new HashMap<>();
  private static final Map<String, Integer> PHRASES = new HashMap<>();

  static {
    int group = 0;
    for (String line : WordFile.lines("synonyms.txt")) {
      for (String word : WordFile.split(line)) {
        GROUPS.computeIfAbsent(Stem.of(word), stem -> new HashSet<>()).add(group);
      }
      group++;
    }
  }

  static {
    int line = 0;
    for (String phrases : WordFile.lines("phrases.txt")) {
      for (String phrase : WordFile.split(phrases)) {
        PHRASES.put(WordFile.phrase(phrase), line);
      }
      line++;
    }
  }

  private Synonyms() {}

  /** Whether each side is a phrase, and one may stand for the other. */
  static boolean areSame(Alignment.Gap gap) {
    Integer phrase = PHRASES.get(Word.joined(gap.kept()));
    return phrase != null && phrase.equals(PHRASES.get(Word.joined(gap.asked())));
  }

  static boolean areSame(Word one, Word other) {
    Set<Integer> mine = groups(one);
    return !mine.isEmpty() && groups(other).stream().anyMatch(mine::contains);
  }

  /** Those of words that may stand for each other which this one is of, by their numbers. */
  static Set<Integer> groups(Word word) {
    return GROUPS.getOrDefault(word.stem(), Set.of());
  }
}
