package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of months and days in a text, and of times such as next week. */
final class DateNames {
  private static final Map<String, String> SURE = new HashMap<>();

  /** Words of another meaning as well, such as "may" and "march". */
  private static final Map<String, String> UNSURE = new HashMap<>();

  static {
    for (String line : WordFile.lines("dates.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      String name = (sides.get(0).isEmpty() ? sides.get(1) : sides.get(0)).get(0);
      sides.get(0).forEach(word -> SURE.put(word, name));
      sides.get(1).forEach(word -> UNSURE.put(word, name));
    }
  }

  private DateNames() {}

  static Set<String> of(List<Word> words) {
    Set<String> names = new HashSet<>(Periods.of(words));
    for (int i = 0; i < words.size(); i++) {
      String name = name(words, i);
      if (name != null) {
        names.add(name);
      }
    }
    return Set.copyOf(names);
  }

  /** Whether a word names a month or a day and nothing else. */
  static boolean isName(Word word) {
    return SURE.containsKey(word.text());
  }

  /** The day or month that the word in this place names; null for none. */
  static @Nullable String name(List<Word> words, int i) {
    Word word = words.get(i);
    String sure = SURE.get(word.text());
    if (sure != null || word.isAcronym()) { // the SAT is an examination
      return sure;
    }
    boolean besideNumber =
        i > 0 && words.get(i - 1).isNumber() || i + 1 < words.size() && words.get(i + 1).isNumber();
    return besideNumber || word.isNameLike() ? UNSURE.get(word.text()) : null;
  }
}
