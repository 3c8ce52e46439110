package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether two questions differ in a number. */
final class Numbers {
  /** From here on the two ask for so much the same that a number of one of them matters. */
  private static final double NEAR = 0.5;

  private static final Map<String, String> BY_WORD = new HashMap<>();

  static {
    for (String line : WordFile.lines("number-words.txt")) {
      List<String> pair = WordFile.split(line);
      BY_WORD.put(pair.get(0), pair.get(1));
    }
  }

  private Numbers() {}

  /** The numbers that a text has in words, in digits, in order. */
  static List<String> inWords(List<Word> words) {
    List<String> found = new ArrayList<>();
    for (Word word : words) {
      String number = BY_WORD.get(word.text());
      if (number != null) {
        found.add(number);
      }
    }
    return List.copyOf(found);
  }

  static boolean differ(Marks kept, Marks asked) {
    List<String> keptNumbers = numbers(kept);
    List<String> askedNumbers = numbers(asked);
    Set<String> onlyKept = rest(keptNumbers, kept, asked);
    Set<String> onlyAsked = rest(askedNumbers, asked, kept);
    if (!onlyKept.isEmpty() && !onlyAsked.isEmpty()) {
      return true;
    }
    boolean inDigits =
        keptNumbers.stream().anyMatch(onlyKept::contains)
            || askedNumbers.stream().anyMatch(onlyAsked::contains);
    if (inDigits && Overlap.of(kept, asked) >= NEAR) {
      return true;
    }
    // The same numbers in another order, or one of them in another place.
    return isOtherOrder(keptNumbers, askedNumbers)
        || isOtherOrder(kept.numberWords(), asked.numberWords());
  }

  private static boolean isOtherOrder(List<String> kept, List<String> asked) {
    return kept.size() == asked.size() && !kept.equals(asked);
  }

  private static List<String> numbers(Marks marks) {
    List<String> numbers = new ArrayList<>();
    marks.amounts().forEach(amount -> numbers.add(amount.number()));
    return numbers;
  }

  /** What one has, in digits or in words, and the other one has in neither. */
  private static Set<String> rest(List<String> numbers, Marks one, Marks other) {
    Set<String> rest = new HashSet<>(numbers);
    rest.addAll(one.numberWords());
    other.amounts().forEach(amount -> rest.remove(amount.number()));
    other.numberWords().forEach(rest::remove);
    return rest;
  }
}
