package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Few and a few, little and a little: the one says that there is hardly anything, the other one
 * that there is something. Compared in front of the same word, as a little dog is a small one, and
 * little dogs are, too; and not in front of a unit, where many leave the article out: few minutes
 * ago.
 */
final class SmallAmounts {
  private static final Set<String> SMALL = Set.of("few", "little");
  private static final String SOME = "a";

  /** What may stand before them without a word on whether there is enough: the few, my little. */
  private static final Set<String> OWNED =
      Set.of("the", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their");

  private SmallAmounts() {}

  /** Whether one has little of what the other one has a little of. */
  static boolean differ(Marks kept, Marks asked) {
    Set<String> mineHardly = of(kept.words(), false);
    Set<String> othersHardly = of(asked.words(), false);
    if (mineHardly.isEmpty() && othersHardly.isEmpty()) {
      return false;
    }
    Set<String> mineSome = of(kept.words(), true);
    Set<String> othersSome = of(asked.words(), true);
    return haveOneAlone(mineHardly, mineSome, othersSome, othersHardly)
        || haveOneAlone(othersHardly, othersSome, mineSome, mineHardly);
  }

  /** Whether there is hardly any of something in one, of which there is some in the other one. */
  private static boolean haveOneAlone(
      Set<String> hardly, Set<String> some, Set<String> othersSome, Set<String> othersHardly) {
    return hardly.stream()
        .anyMatch(
            it -> othersSome.contains(it) && !some.contains(it) && !othersHardly.contains(it));
  }

  /** Each with the word behind it. */
  private static Set<String> of(List<Word> words, boolean some) {
    Set<String> found = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String before = i == 0 ? "" : words.get(i - 1).text();
      boolean isSome = before.equals(SOME);
      if (SMALL.contains(words.get(i).text())
          && isSome == some
          && !OWNED.contains(before)
          && !isBeforeUnit(words, i)) {
        found.add(Word.joined(words.subList(i, Math.min(i + 2, words.size()))));
      }
    }
    return found;
  }

  private static boolean isBeforeUnit(List<Word> words, int i) {
    return i + 1 < words.size() && Unit.besideNumber(words.get(i + 1).text()) != null;
  }
}
