package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.Set;

/** How much two questions are about the same: 0 for nothing to 1 for all of it. */
final class Overlap {
  private Overlap() {}

  /** By the stems of what they are about. */
  static double of(Marks kept, Marks asked) {
    return shared(kept.contentStems(), asked.contentStems());
  }

  /** The same without a word of each. */
  static double of(Marks kept, Marks asked, String ofKept, String ofAsked) {
    return shared(without(kept, ofKept), without(asked, ofAsked));
  }

  private static Set<String> without(Marks marks, String left) {
    Set<String> stems = new HashSet<>();
    for (Word word : marks.words()) {
      if (word.isContent() && !word.text().equals(left)) {
        stems.add(word.stem());
      }
    }
    return stems;
  }

  private static double shared(Set<String> mine, Set<String> others) {
    int both = 0;
    for (String stem : mine) {
      both += others.contains(stem) ? 1 : 0;
    }
    int all = mine.size() + others.size() - both;
    return all == 0 ? 1 : (double) both / all;
  }
}
