package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether words have changed places: from Rome to Oslo, and back. Names are compared in questions
 * of nearly the same words, where an "and" or "or" does not string them together; other words where
 * they follow one that gives them their part, or where all else is the same.
 */
final class Order {
  private static final double NEAR = 0.8;
  private static final Set<String> PARTS =
      Set.of("from", "to", "into", "than", "by", "before", "after", "over", "against");

  private Order() {}

  static boolean differs(Marks kept, Marks asked) {
    return haveNamesSwapped(kept, asked)
        || havePartsSwapped(kept, asked)
        || Exchange.isBetween(kept, asked);
  }

  private static boolean haveNamesSwapped(Marks kept, Marks asked) {
    Set<String> names = new HashSet<>(kept.names());
    names.retainAll(asked.names());
    if (names.size() < 2 || Overlap.of(kept, asked) < NEAR) {
      return false;
    }
    List<String> mine = inOrder(kept, names);
    List<String> others = inOrder(asked, names);
    return mine.size() == others.size()
        && !mine.equals(others)
        && !Strung.sorted(kept.words(), names).equals(Strung.sorted(asked.words(), names));
  }

  /** What somebody owns comes before him: Microsoft's CEO is the CEO of Microsoft. */
  private static List<String> inOrder(Marks marks, Set<String> names) {
    List<String> inOrder = new ArrayList<>();
    boolean isOwned = false;
    for (Word word : marks.words()) {
      boolean isName = names.contains(word.text());
      if (isName) {
        inOrder.add(isOwned ? inOrder.size() - 1 : inOrder.size(), word.text());
      }
      isOwned = isName && word.isOwner();
    }
    return inOrder;
  }

  /**
   * Each has after some word what the other one has as well, elsewhere: a word that says what the
   * question is about, or a letter, which may be a word of grammar.
   */
  private static boolean havePartsSwapped(Marks kept, Marks asked) {
    for (String part : PARTS) {
      if (areSwapped(part, kept, asked, Word::isContent)
          || areSwapped(part, kept, asked, Word::isLetter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areSwapped(
      String part, Marks kept, Marks asked, Predicate<Word> condition) {
    Set<String> mine = after(part, kept, condition);
    Set<String> others = after(part, asked, condition);
    boolean gone =
        mine.stream().anyMatch(word -> !others.contains(word) && asked.wordSet().contains(word));
    boolean come =
        others.stream().anyMatch(word -> !mine.contains(word) && kept.wordSet().contains(word));
    return gone && come;
  }

  private static Set<String> after(String part, Marks marks, Predicate<Word> condition) {
    Set<String> after = new HashSet<>();
    for (int i = 1; i < marks.words().size(); i++) {
      if (marks.words().get(i - 1).text().equals(part) && condition.test(marks.words().get(i))) {
        after.add(marks.words().get(i).text());
      }
    }
    return after;
  }
}
