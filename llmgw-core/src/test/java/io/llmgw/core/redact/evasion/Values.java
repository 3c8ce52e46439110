package io.llmgw.core.redact.evasion;

import io.llmgw.core.detect.Generated;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Values that are to be masked, and for each kind others that look like them; made up by a seed.
 */
final class Values {
  /** What is made up. */
  enum Kind {
    CARD,
    IBAN,
    SSN,
    EMAIL,
    PHONE,
    IPV4,
    GITHUB,
    OPENAI,
    AWS,
    JWT,
    PEM;

    /** Whether its letters may be of either case. */
    boolean isCaseless() {
      return ordinal() <= IPV4.ordinal();
    }

    boolean isNumber() {
      return this == CARD || this == SSN || this == PHONE || this == IPV4;
    }
  }

  static final List<Kind> ALL = List.of(Kind.values());
  static final List<Kind> SHORT =
      List.of(
          Kind.CARD,
          Kind.IBAN,
          Kind.SSN,
          Kind.EMAIL,
          Kind.PHONE,
          Kind.IPV4,
          Kind.GITHUB,
          Kind.OPENAI,
          Kind.AWS,
          Kind.JWT);

  private static final String ALNUM =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  /** A value of this kind. */
  String of(Kind kind) {
    return switch (kind) {
      case CARD -> grouped(Generated.withLuhn(one("41", "52", "45", "53") + digits(13)));
      case IBAN -> iban("DE", "10010010" + digits(10), 0);
      case SSN -> between(100, 660) + "-" + between(10, 99) + "-" + between(1000, 9999);
      case EMAIL ->
          one("ada", "lin.mei", "jo_ann", "m-weber") + "@" + one("example", "mail-7") + ".com";
      case PHONE -> "+49 " + between(30, 89) + " " + between(1_000_000, 9_999_999);
      case IPV4 -> "198.51." + between(1, 254) + "." + between(1, 254);
      case GITHUB -> github();
      case OPENAI -> "sk-proj-" + chars(ALNUM, 48);
      case AWS -> "AKIA" + chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
      case JWT -> jwt();
      case PEM -> pem("PRIVATE KEY");
    };
  }

  /** What looks like a value of this kind and is none. */
  String twinOf(Kind kind) {
    return switch (kind) {
      case CARD -> wrongLast(Generated.withLuhn(one("41", "53") + chars("123456789", 13)));
      case IBAN -> iban("DE", "10010010" + digits(10), 1);
      case SSN -> "000-" + between(10, 99) + "-" + between(1000, 9999);
      case EMAIL -> one("ada", "lin", "max") + "@" + one("work", "home", "noon");
      case PHONE ->
          "2026-" + between(10, 12) + "-" + between(10, 28) + " " + between(10, 23) + ":30";
      case IPV4 -> "3." + between(1, 9) + "." + between(1, 9);
      case GITHUB -> "ghp_token";
      case OPENAI -> "sk-learn-" + one("intro", "notes", "tests");
      case AWS -> "AKIA" + chars("ABCDEFGH", 4);
      case JWT -> "eyJ" + chars("abcdef", 5) + ".txt";
      case PEM -> pem("CERTIFICATE");
    };
  }

  private String grouped(String digits) {
    return digits.replaceAll("(.{4})(?=.)", "$1 ");
  }

  private String wrongLast(String number) {
    int last = number.length() - 1;
    return grouped(number.substring(0, last) + (number.charAt(last) == '1' ? '0' : '1'));
  }

  private String iban(String country, String account, int error) {
    StringBuilder digits = new StringBuilder(account);
    (country + "00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    return grouped(country + "%02d".formatted((check + error) % 97) + account);
  }

  /** With the check at its end that GitHub gives it: CRC-32 in base 62. */
  private String github() {
    String body = chars(ALNUM, 30);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder check = new StringBuilder();
    for (long rest = crc.getValue(); check.length() < 6; rest /= ALNUM.length()) {
      check.insert(0, ALNUM.charAt((int) (rest % ALNUM.length())));
    }
    return "ghp_" + body + check;
  }

  private String jwt() {
    return encoded("{\"alg\":\"HS256\"}")
        + "."
        + encoded("{\"sub\":\"" + digits(10) + "\"}")
        + "."
        + chars(ALNUM + "-_", 43);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String pem(String title) {
    StringBuilder pem = new StringBuilder("-----BEGIN " + title + "-----\nMIIEvQIBADAN");
    for (int i = 0; i < 4; i++) {
      pem.append(chars(ALNUM + "+/", 64)).append('\n');
    }
    return pem.append("-----END " + title + "-----").toString();
  }

  /** One of these. */
  String one(String... some) {
    return some[random.nextInt(some.length)];
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  String digits(int count) {
    return chars("0123456789", count);
  }

  String chars(String from, int count) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(from.charAt(random.nextInt(from.length())));
    }
    return chars.toString();
  }
}
