package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether two questions speak of another number of the same things: of a pill and of many pills, of
 * a couple of them and of three. Where both say it by a number that can be no other word, a rule of
 * its own compares them.
 */
final class HowMany {
  /** What may be said of one number of things. */
  private static final Set<Set<String>> SAME = Set.of(Set.of("couple", "2"));

  /** Of times it says how often, as "a" does: every day. */
  private static final String ALL = "all";

  private static final Map<String, String> KINDS = new HashMap<>();
  private static final int LONGEST = 3;

  /** The thing is one of so many words behind it: a large glass. */
  private static final int MOST_BEHIND = 2;

  private static final String ONE = "1";

  /** With it the number is what is asked for. */
  private static final String HOW = "how";

  /** What any of them begins with. */
  private static final Set<String> FIRST = new HashSet<>();

  /** What those have that are not read as numbers: without one nothing is compared here. */
  private static final Set<String> VAGUE = new HashSet<>();

  static {
    for (String line : WordFile.lines("how-many.txt")) {
      List<String> names = WordFile.split(line);
      for (String name : names.subList(1, names.size())) {
        KINDS.put(WordFile.phrase(name), names.get(0));
        List<String> words = List.of(name.split("-", -1));
        FIRST.add(words.get(0));
        if (!names.get(0).equals(ONE)) {
          VAGUE.addAll(words);
        }
      }
    }
    VAGUE.removeAll(Set.of("a", "one", "of"));
  }

  private HowMany() {}

  static boolean differ(Marks kept, Marks asked) {
    if (!isVague(kept) && !isVague(asked)) {
      return false;
    }
    Map<String, Set<String>> mine = of(kept.words());
    Map<String, Set<String>> others = of(asked.words());
    return mine.entrySet().stream()
        .anyMatch(each -> differ(each.getValue(), others.getOrDefault(each.getKey(), Set.of())));
  }

  private static boolean isVague(Marks marks) {
    for (Word word : marks.words()) {
      if (VAGUE.contains(word.text())) {
        return true;
      }
    }
    return false;
  }

  /** Whether none of the one may be one of the other. */
  private static boolean differ(Set<String> mine, Set<String> others) {
    return !others.isEmpty()
        && mine.stream().allMatch(one -> others.stream().allMatch(other -> differ(one, other)));
  }

  private static boolean differ(String one, String other) {
    return !one.equals(other) && !SAME.contains(Set.of(one, other));
  }

  /** The kinds of numbers that things have, by the stems of these. */
  private static Map<String, Set<String>> of(List<Word> words) {
    Map<String, Set<String>> found = new HashMap<>();
    int i = 0;
    while (i < words.size()) {
      int length = length(words, i);
      String kind = length == 0 ? NumberWords.amount(words.get(i)) : kind(words, i, length);
      int behind = i + Math.max(1, length);
      if (kind != null && (i == 0 || !words.get(i - 1).text().equals(HOW))) {
        for (String stem : things(words, behind, kind)) {
          found.computeIfAbsent(stem, thing -> new HashSet<>()).add(kind);
        }
      }
      i = behind;
    }
    return found;
  }

  private static int length(List<Word> words, int i) {
    if (!FIRST.contains(words.get(i).text())) {
      return 0;
    }
    for (int length = Math.min(LONGEST, words.size() - i); length > 0; length--) {
      if (kind(words, i, length) != null) {
        return length;
      }
    }
    return 0;
  }

  private static @Nullable String kind(List<Word> words, int i, int length) {
    return KINDS.get(Word.joined(words.subList(i, i + length)));
  }

  private static boolean isTime(Word word) {
    return Periods.isLength(word) || Unit.besideNumber(word.text()) != null;
  }

  private static Set<String> things(List<Word> words, int behind, String kind) {
    Set<String> things = new HashSet<>();
    for (int i = behind; i < Math.min(words.size(), behind + MOST_BEHIND); i++) {
      Word word = words.get(i);
      if (!word.isContent() || kind.equals(ALL) && isTime(word)) {
        break;
      }
      things.add(word.stem());
    }
    return things;
  }
}
