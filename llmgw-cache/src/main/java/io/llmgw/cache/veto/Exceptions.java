package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether one of two questions leaves something out of what it speaks of: all but one, other than
 * Texas. They are counted apart from denials: "besides bread" is not "without bread".
 */
final class Exceptions {
  private static final Set<String> PHRASES = new HashSet<>();
  private static final int LONGEST = 2;

  private static final String BUT = "but";
  private static final Set<String> EVERYTHING =
      Set.of("everyone", "everybody", "everything", "everywhere", "nobody", "nothing", "none");

  /** Nouns may stand between these and a "but": all the buses but one. */
  private static final Set<String> ALL = Set.of("all", "every");

  private static final int MOST_BETWEEN = 3;

  /** Less alike, they are not about the same. */
  private static final double NEAR = 0.5;

  static {
    for (String line : WordFile.lines("exceptions.txt")) {
      WordFile.split(line).forEach(name -> PHRASES.add(WordFile.phrase(name)));
    }
  }

  private Exceptions() {}

  /** How many there are. */
  static int count(List<Word> words) {
    int count = 0;
    for (int i = 0; i < words.size(); i++) {
      count += isPhrase(words, i) || isButOfAll(words, i) ? 1 : 0;
    }
    return count;
  }

  private static boolean isPhrase(List<Word> words, int i) {
    for (int length = 1; length <= LONGEST && i + length <= words.size(); length++) {
      if (PHRASES.contains(Word.joined(words.subList(i, i + length)))) {
        return true;
      }
    }
    return false;
  }

  /** Between two adjectives a "but" is an "and": cheap but good. */
  private static boolean isButOfAll(List<Word> words, int i) {
    if (i == 0 || !words.get(i).text().equals(BUT)) {
      return false;
    }
    return EVERYTHING.contains(words.get(i - 1).text())
        || words.subList(Math.max(0, i - MOST_BETWEEN), i).stream()
            .anyMatch(word -> ALL.contains(word.text()));
  }

  static boolean differ(Marks kept, Marks asked) {
    return kept.exceptions() != asked.exceptions() && Overlap.of(kept, asked) >= NEAR;
  }
}
