package io.llmgw.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers for tests, whose check digits are computed apart from the code under test. */
public final class Generated {
  /** How many numbers of a kind a test looks at. */
  public static final int COUNT = 50;

  private final Random random = new Random(64);

  /** So many digits. */
  public String digits(int count) {
    return chars("0123456789", count);
  }

  /** So many of these chars. */
  public String chars(String from, int count) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(from.charAt(random.nextInt(from.length())));
    }
    return chars.toString();
  }

  /** A number of at least one and at most another. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** The sum of digits times weights. */
  public static int sum(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * Character.digit(digits.charAt(i), 10);
    }
    return sum;
  }

  /** These digits and Luhn's after them. */
  public static String withLuhn(String digits) {
    for (int check = 0; check < 10; check++) {
      int sum = check;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(digits.length() - 1 - i) - '0';
        sum += i % 2 == 0 ? "0246813579".charAt(digit) - '0' : digit;
      }
      if (sum % 10 == 0) {
        return digits + check;
      }
    }
    throw new AssertionError("Luhn has a digit for all");
  }

  /** These digits and one after them by ISO/IEC 7064, MOD 11,10, as its recursion is written. */
  public static String withMod11And10(String digits) {
    for (int check = 0; check < 10; check++) {
      int p = 10;
      for (char c : digits.toCharArray()) {
        int s = p % 11 + (c - '0');
        p = (s % 10 == 0 ? 10 : s % 10) * 2;
      }
      if ((p % 11 + check) % 10 == 1) {
        return digits + check;
      }
    }
    throw new AssertionError("MOD 11,10 has a digit for all");
  }

  /**
   * The number with each of its digits from a place on replaced by each other digit, one a time.
   */
  public static List<String> altered(String number, int from) {
    List<String> altered = new ArrayList<>();
    for (int i = from; i < number.length(); i++) {
      String others = Character.isDigit(number.charAt(i)) ? "0123456789" : "ABCDEFGHJKLMNPRSTVWXYZ";
      for (char other : others.toCharArray()) {
        if (other != number.charAt(i) && Character.isLetterOrDigit(number.charAt(i))) {
          altered.add(number.substring(0, i) + other + number.substring(i + 1));
        }
      }
    }
    return altered;
  }
}
