package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What bounds a number or a date: more than five, at least five, before five, every five hours.
 * Compared for each that both texts have.
 */
final class Limits {
  /** A number or date that nothing bounds. */
  private static final String NONE = "";

  /** On Mondays. */
  private static final String SEVERAL = "s";

  /** Words that often say nothing: they differ from other ones, and not from none. */
  private static final Set<String> WEAK = Set.of("at", "for", "to", "from", SEVERAL);

  /** Every Monday, Mondays. */
  private static final Set<String> EACH = Set.of("every", SEVERAL);

  /** What may stand between the words of a limit and its number. */
  private static final Set<String> BETWEEN =
      Set.of("a", "an", "the", "of", "age", "rs", "inr", "usd", "next", "last");

  private static final Map<String, String> BEFORE = new HashMap<>();
  private static final Map<String, String> BEHIND = new HashMap<>();
  private static final int LONGEST = 3;

  /** Words that the number counts, before what bounds it from behind: 18 years or older. */
  private static final int MOST_COUNTED = 2;

  private static final double NEAR = 0.5;

  static {
    for (String line : WordFile.lines("limits.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      List<String> names = sides.get(0);
      String kind = names.get(0);
      names.subList(1, names.size()).forEach(name -> BEFORE.put(WordFile.phrase(name), kind));
      sides.get(1).forEach(name -> BEHIND.put(WordFile.phrase(name), kind));
    }
  }

  private Limits() {}

  /** The limits of each number and of each date, by its name. */
  static Map<String, Set<String>> of(List<Word> words) {
    Map<String, Set<String>> limits = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String date = DateNames.name(words, i);
      String number = NumberWords.amount(words.get(i));
      if (date != null) {
        limits.computeIfAbsent(date, key -> new HashSet<>()).add(ofDate(words, i));
      } else if (number != null) {
        limits.computeIfAbsent(number, key -> new HashSet<>()).add(ofNumber(words, i));
      }
    }
    limits.replaceAll((name, kinds) -> Set.copyOf(kinds));
    return Map.copyOf(limits);
  }

  private static String ofNumber(List<Word> words, int i) {
    for (int at = i + 1; at <= i + 1 + MOST_COUNTED && at + 2 <= words.size(); at++) {
      String kind = BEHIND.get(Word.joined(words.subList(at, at + 2)));
      if (kind != null) {
        return kind;
      }
    }
    return before(words, i);
  }

  private static String ofDate(List<Word> words, int i) {
    String kind = before(words, i);
    boolean isSeveral = words.get(i).text().endsWith(SEVERAL) && kind.equals(NONE);
    return isSeveral ? SEVERAL : kind.equals("for") || kind.equals("about") ? NONE : kind;
  }

  private static String before(List<Word> words, int i) {
    int end = i;
    while (end > 0 && BETWEEN.contains(words.get(end - 1).text())) {
      end--;
    }
    for (int length = Math.min(LONGEST, end); length > 0; length--) {
      String kind = BEFORE.get(Word.joined(words.subList(end - length, end)));
      if (kind != null) {
        return kind;
      }
    }
    return NONE;
  }

  /** Whether a number that both have is bounded otherwise. */
  static boolean ofNumbersDiffer(Marks kept, Marks asked) {
    return differ(kept, asked, true);
  }

  /** Whether a day or month that both have is bounded otherwise. */
  static boolean ofDatesDiffer(Marks kept, Marks asked) {
    return differ(kept, asked, false);
  }

  private static boolean differ(Marks kept, Marks asked, boolean ofNumbers) {
    for (Map.Entry<String, Set<String>> mine : kept.limits().entrySet()) {
      Set<String> others = asked.limits().get(mine.getKey());
      if (others != null
          && Character.isDigit(mine.getKey().charAt(0)) == ofNumbers
          && differ(mine.getValue(), others)
          && Overlap.of(kept, asked) >= NEAR) {
        return true;
      }
    }
    return false;
  }

  private static boolean differ(Set<String> mine, Set<String> others) {
    for (String one : mine) {
      for (String other : others) {
        if (!mine.contains(other) && !others.contains(one) && !isLeftOut(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLeftOut(String one, String other) {
    return one.equals(NONE) && WEAK.contains(other)
        || other.equals(NONE) && WEAK.contains(one)
        || EACH.contains(one) && EACH.contains(other);
  }
}
