package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Times that a text tells by their distance from now: this week, next year. */
final class Periods {
  private static final String THIS = "this";

  /** As stems, so that a plural is no other one. */
  private static final Set<String> LENGTHS = new HashSet<>();

  private static final Map<String, String> WHICH = new HashMap<>();

  static {
    for (String line : WordFile.lines("periods.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      List<String> names = sides.get(0);
      names.forEach(name -> WHICH.put(name, names.get(0)));
      sides.get(1).forEach(length -> LENGTHS.add(Stem.of(length)));
    }
  }

  private Periods() {}

  /** All of them, each in one way of saying it. */
  static Set<String> of(List<Word> words) {
    Set<String> periods = new HashSet<>();
    for (int i = 1; i < words.size(); i++) {
      String which = WHICH.get(words.get(i - 1).text());
      if (which != null && LENGTHS.contains(words.get(i).stem()) && !isToldOtherwise(words, i)) {
        periods.add(which + ' ' + words.get(i).stem());
      }
    }
    return periods;
  }

  /** Whether it is a time of some length: a day, a week. */
  static boolean isLength(Word word) {
    return LENGTHS.contains(word.stem());
  }

  /** Whether its number or its name says all: this year 2016, this Friday. */
  private static boolean isToldOtherwise(List<Word> words, int i) {
    boolean isNumbered = i + 1 < words.size() && words.get(i + 1).isNumber();
    boolean isThis = THIS.equals(WHICH.get(words.get(i - 1).text()));
    return isNumbered || isThis && DateNames.isName(words.get(i));
  }
}
