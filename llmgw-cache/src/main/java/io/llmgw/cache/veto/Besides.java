package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What two texts are about, to be compared without a word of each as often as is wanted: only what
 * these words are the stems of is looked at again.
 */
final class Besides {
  private final Map<String, Set<Word>> mine;
  private final Map<String, Set<Word>> others;
  private final int both;
  private final int all;

  Besides(Marks one, Marks other) {
    this.mine = byStem(one);
    this.others = byStem(other);
    Set<String> shared = new HashSet<>(mine.keySet());
    shared.retainAll(others.keySet());
    this.both = shared.size();
    this.all = mine.size() + others.size() - both;
  }

  private static Map<String, Set<Word>> byStem(Marks marks) {
    Map<String, Set<Word>> words = new HashMap<>();
    for (Word word : marks.words()) {
      if (word.isContent()) {
        words.computeIfAbsent(word.stem(), stem -> new HashSet<>()).add(word);
      }
    }
    return words;
  }

  /** 0 for nothing to 1 for all, without a word of the one, and a doing of the other. */
  double alike(Word word, Doings.Doing without) {
    Predicate<Word> isDoing =
        it -> it.equals(without.doing()) || it.text().equals(without.verb().text());
    int shared = both;
    int together = all;
    for (String stem :
        Set.copyOf(List.of(word.stem(), without.doing().stem(), without.verb().stem()))) {
      boolean wasMine = mine.containsKey(stem);
      boolean wasOthers = others.containsKey(stem);
      boolean isMine = isLeft(mine.get(stem), word::equals);
      boolean isOthers = isLeft(others.get(stem), isDoing);
      shared += (isMine && isOthers ? 1 : 0) - (wasMine && wasOthers ? 1 : 0);
      together += (isMine || isOthers ? 1 : 0) - (wasMine || wasOthers ? 1 : 0);
    }
    return together == 0 ? 1 : (double) shared / together;
  }

  private static boolean isLeft(@Nullable Set<Word> words, Predicate<Word> isGone) {
    return words != null && !words.stream().allMatch(isGone);
  }
}
