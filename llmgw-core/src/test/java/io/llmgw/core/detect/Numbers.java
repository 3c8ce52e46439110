package io.llmgw.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Numbers made up for tests, the same ones in each run. */
public final class Numbers {
  private static final int COUNT = 20;

  private Numbers() {}

  /**
   * Twenty numbers of a shape, each completed by a function that computes its check digit.
   *
   * @param shape {@code 9} for a digit, {@code A} for a letter; any other char stands for itself
   */
  public static List<String> of(String shape, UnaryOperator<String> completed) {
    Random random = new Random(shape.hashCode());
    List<String> numbers = new ArrayList<>();
    while (numbers.size() < COUNT) {
      StringBuilder number = new StringBuilder();
      for (char c : shape.toCharArray()) {
        switch (c) {
          case '9' -> number.append((char) ('0' + random.nextInt(10)));
          case 'A' -> number.append((char) ('A' + random.nextInt(26)));
          default -> number.append(c);
        }
      }
      String whole = completed.apply(number.toString());
      if (!whole.isEmpty()) {
        numbers.add(whole);
      }
    }
    return numbers;
  }

  /** The nine others that differ in the digit at this place. */
  public static List<String> withOtherDigitAt(int place, String number) {
    List<String> others = new ArrayList<>();
    for (char c = '0'; c <= '9'; c++) {
      if (c != number.charAt(place)) {
        others.add(number.substring(0, place) + c + number.substring(place + 1));
      }
    }
    return others;
  }

  /** The sum of the digits from the first on, each times its weight. */
  public static int weighted(String number, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Character.digit(number.charAt(i), 10) * weights[i];
    }
    return sum;
  }

  /** Texts with numbers of which none identifies a person. */
  public static List<String> ordinary() {
    return List.of(
        "released on 2026-11-26 at 10:32:07.123456789",
        "version 12.345.6789 of 2026",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "pi is 3.141592653589793, e is 2,718281828",
        "order no. 20261126-000123, 12 pieces at 1,299.00 each",
        "call +1 212 555 0147 or (020) 7946 0018",
        "page 12, line 345, column 6789",
        "took 1234567890 ns in 12 of 34 runs");
  }
}
