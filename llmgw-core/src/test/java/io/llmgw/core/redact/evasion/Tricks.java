package io.llmgw.core.redact.evasion;

import java.util.Random;
import java.util.function.IntUnaryOperator;

/** What people do to values so that programs do not know them. */
final class Tricks {
  private static final String LATIN = "ABEKMHOPCTXYaceopxysijhd";
  private static final String ALIKE = "АВЕКМНОРСТХΥасеорхуѕіјһԁ";
  private static final String SMALL = "abcdefghijklmnoprstuvwyz";
  private static final String CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";

  private final Random random;

  Tricks(Random random) {
    this.random = random;
  }

  /** The text with about every third char that can be, at least the first one, made another. */
  String mapped(String text, IntUnaryOperator other) {
    StringBuilder mapped = new StringBuilder();
    boolean isFirst = true;
    for (int c : text.codePoints().toArray()) {
      int made = other.applyAsInt(c);
      boolean isMade = made != c && (isFirst || random.nextInt(3) == 0);
      isFirst &= made == c;
      mapped.appendCodePoint(isMade ? made : c);
    }
    return mapped.toString();
  }

  private static int among(int c, String from, String to) {
    int at = from.indexOf(c);
    return at < 0 ? c : to.charAt(at);
  }

  String otherScripts(String text) {
    return mapped(text, c -> among(c, LATIN, ALIKE));
  }

  String smallCapitals(String text) {
    return mapped(text, c -> among(c, SMALL, CAPITALS));
  }

  String fullWidth(String text) {
    return mapped(text, c -> c > ' ' && c < 0x7F ? c + 0xFEE0 : c);
  }

  /** Letters of one of the alphabets of mathematics, and digits of any. */
  String mathematics(String text, int capitals) {
    return mapped(
        text,
        c -> {
          if (c >= '0' && c <= '9') {
            return 0x1D7CE + 10 * random.nextInt(5) + c - '0';
          }
          if (c >= 'A' && c <= 'Z') {
            return capitals + c - 'A';
          }
          boolean isMissing = capitals == 0x1D434 && c == 'h'; // that of Planck, elsewhere
          return c >= 'a' && c <= 'z' && !isMissing ? capitals + 26 + c - 'a' : c;
        });
  }

  /** Digits of another script. */
  String digits(String text, int zero) {
    return mapped(text, c -> c >= '0' && c <= '9' ? zero + c - '0' : c);
  }

  /** One of these code points between each two chars of a run, now and then. */
  String sprinkled(String text, int... points) {
    StringBuilder sprinkled = new StringBuilder();
    int[] chars = text.codePoints().toArray();
    for (int i = 0; i < chars.length; i++) {
      sprinkled.appendCodePoint(chars[i]);
      boolean isWithin = i + 1 < chars.length;
      for (int n = random.nextInt(3) + (i == 0 ? 1 : 0); isWithin && n > 0; n--) {
        sprinkled.appendCodePoint(points[random.nextInt(points.length)]);
      }
    }
    return sprinkled.toString();
  }

  /** Each code point moved by so much. */
  static String shifted(String text, int by) {
    StringBuilder shifted = new StringBuilder();
    text.codePoints().forEach(c -> shifted.appendCodePoint(c + by));
    return shifted.toString();
  }

  static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
