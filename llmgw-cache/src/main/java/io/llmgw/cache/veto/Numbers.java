package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether two questions differ in a number. */
final class Numbers {
  /** From here on the two ask for so much the same that a number of one of them matters. */
  private static final double NEAR = 0.5;

  private Numbers() {}

  static boolean differ(Marks kept, Marks asked) {
    List<String> keptNumbers = numbers(kept);
    List<String> askedNumbers = numbers(asked);
    Set<String> onlyKept = rest(keptNumbers, kept, asked);
    Set<String> onlyAsked = rest(askedNumbers, asked, kept);
    if (!onlyKept.isEmpty() && !onlyAsked.isEmpty()) {
      return true;
    }
    if ((!onlyKept.isEmpty() || !onlyAsked.isEmpty()) && Overlap.of(kept, asked) >= NEAR) {
      return true;
    }
    // The same numbers in another order, or one of them in another place.
    return isOtherOrder(keptNumbers, askedNumbers)
        || isOtherOrder(kept.numberWords(), asked.numberWords())
        || Limits.ofNumbersDiffer(kept, asked);
  }

  /** All numbers of a text, in digits and in words, those that are not sure too. */
  static Set<String> all(Marks marks) {
    Set<String> all = new HashSet<>(numbers(marks));
    all.addAll(marks.numberWords());
    all.addAll(marks.unsureNumbers());
    return all;
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
    rest.removeAll(all(other));
    return rest;
  }
}
