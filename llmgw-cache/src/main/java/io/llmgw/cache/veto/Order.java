package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether words have changed places: from Rome to Oslo, and back. Names are compared in questions
 * of nearly the same words, unless they are strung together by "and" or "or" and may come in any
 * order; other words where they follow one that gives them their part.
 */
final class Order {
  private static final double NEAR = 0.8;
  private static final Set<String> EITHER_WAY = Set.of("and", "or", "vs", "versus", "between");
  private static final Set<String> PARTS =
      Set.of("from", "to", "into", "than", "by", "before", "after", "over", "against");

  private Order() {}

  static boolean differs(Marks kept, Marks asked) {
    return haveNamesSwapped(kept, asked) || havePartsSwapped(kept, asked);
  }

  private static boolean haveNamesSwapped(Marks kept, Marks asked) {
    List<String> mine = names(kept, asked);
    List<String> others = names(asked, kept);
    return mine.size() > 1
        && mine.size() == others.size()
        && !mine.equals(others)
        && Overlap.of(kept, asked) >= NEAR
        && !(isStrung(kept) && isStrung(asked));
  }

  private static boolean isStrung(Marks marks) {
    return marks.wordSet().stream().anyMatch(EITHER_WAY::contains);
  }

  /** The names of one that are names in the other one, in order. */
  private static List<String> names(Marks one, Marks other) {
    List<String> names = new ArrayList<>();
    for (Word word : one.words()) {
      if (one.names().contains(word.text()) && other.names().contains(word.text())) {
        names.add(word.text());
      }
    }
    return names;
  }

  /** Each has after some word what the other one has as well, elsewhere. */
  private static boolean havePartsSwapped(Marks kept, Marks asked) {
    for (String part : PARTS) {
      Set<String> mine = after(part, kept);
      Set<String> others = after(part, asked);
      boolean gone =
          mine.stream().anyMatch(word -> !others.contains(word) && asked.wordSet().contains(word));
      boolean come =
          others.stream().anyMatch(word -> !mine.contains(word) && kept.wordSet().contains(word));
      if (gone && come) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> after(String part, Marks marks) {
    Set<String> after = new HashSet<>();
    for (int i = 1; i < marks.words().size(); i++) {
      if (marks.words().get(i - 1).text().equals(part) && marks.words().get(i).isContent()) {
        after.add(marks.words().get(i).text());
      }
    }
    return after;
  }
}
