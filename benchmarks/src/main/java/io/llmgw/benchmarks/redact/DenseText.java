package io.llmgw.benchmarks.redact;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** Prose with a value to find every 60 to 100 chars; none of them is anybody's. */
final class DenseText {
  private static final String ALNUM =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private final SplittableRandom random;

  private DenseText(long seed) {
    random = new SplittableRandom(seed);
  }

  /** So many chars. */
  static String of(int length, long seed) {
    DenseText made = new DenseText(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int next = text.length() + 60 + made.random.nextInt(41);
      String value = made.value();
      while (text.length() + value.length() < next) {
        text.append(CleanText.word(made.random)).append(' ');
      }
      text.append(value).append(made.random.nextInt(5) == 0 ? ".\n" : " ");
    }
    return text.substring(0, length);
  }

  private String value() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> chars("abcdefgh", 6) + "." + chars("klmnopst", 5) + "@example.org";
      case 3 -> "card " + card();
      case 4 -> "+49 30 " + digits(8);
      case 5 -> "(2" + digits(2) + ") 555-0" + digits(3);
      case 6 -> "IBAN " + iban();
      case 7 -> "SSN 2" + digits(2) + "-4" + digits(1) + "-7" + digits(3);
      case 8 -> "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
      case 9 -> "sk-proj-" + chars(ALNUM, 40);
      case 10 -> "https://app:" + chars(ALNUM, 12) + "@db.example.org/x";
      default -> "password=" + chars(ALNUM, 10) + "7";
    };
  }

  /** With Luhn's check digit, in fours. */
  private String card() {
    String digits = "4" + digits(14);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = (digits.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    String whole = digits + (10 - sum % 10) % 10;
    return String.join(
        " ",
        whole.substring(0, 4),
        whole.substring(4, 8),
        whole.substring(8, 12),
        whole.substring(12));
  }

  /** Germany's, with its check digits. */
  private String iban() {
    String account = digits(18);
    int rest = new BigInteger(account + "131400").mod(NINETY_SEVEN).intValue();
    int check = 98 - rest;
    return "DE" + (check < 10 ? "0" : "") + check + account;
  }

  private String digits(int count) {
    return chars("0123456789", count);
  }

  private String chars(String from, int count) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(from.charAt(random.nextInt(from.length())));
    }
    return chars.toString();
  }
}
