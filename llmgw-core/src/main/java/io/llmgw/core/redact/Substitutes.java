package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What takes the place of a value that is not restored. */
final class Substitutes {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 6;

  private Substitutes() {}

  /** The type alone. */
  static String token(EntityType type) {
    return "<" + type.name() + ">";
  }

  /** Asterisks for letters and digits, but for the last ones: half of them at most. */
  static String partial(String value, int last) {
    long all = value.codePoints().filter(point -> !isSeparator(point)).count();
    long masked = all - Math.min(last, all / 2);
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
      int point = value.codePointAt(i);
      boolean isMasked = !isSeparator(point) && masked-- > 0;
      out.appendCodePoint(isMasked ? '*' : point);
    }
    return out.toString();
  }

  /** What is made from the value and a key. */
  static String keyed(EntityType type, String value, Masking.Keyed masking) {
    byte[] digest = digest(masking.key(), type.name() + ":" + value);
    return masking.isFake() ? fake(value, digest) : hash(type, digest);
  }

  private static String hash(EntityType type, byte[] digest) {
    StringBuilder out = new StringBuilder("<").append(type.name()).append(':');
    for (int i = 0; i < HASH_BYTES; i++) {
      out.append(Character.forDigit(digest[i] >> 4 & 15, 16));
      out.append(Character.forDigit(digest[i] & 15, 16));
    }
    return out.append('>').toString();
  }

  /**
   * Where a token or a hash ends of which only the end is left to read, behind the name of its
   * type.
   *
   * @return the index after it; 0 if there is none
   */
  static int endOfForm(Masking masking, String text, int at) {
    if (masking == Masking.token()) {
      return text.startsWith(">", at) ? at + 1 : 0;
    }
    boolean isHash = masking instanceof Masking.Keyed keyed && !keyed.isFake();
    int end = at + 1 + HASH_BYTES * 2;
    if (!isHash || !text.startsWith(":", at) || !text.startsWith(">", end)) {
      return 0;
    }
    for (int i = at + 1; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return 0;
      }
    }
    return end + 1;
  }

  /** Whether it says nothing: any char beyond ASCII may be a letter or digit in disguise. */
  private static boolean isSeparator(int point) {
    return point < 0x80 ? !Character.isLetterOrDigit(point) : Character.isSpaceChar(point);
  }

  /**
   * Digits for digits and letters for whatever else says something, by the bytes of the digest over
   * and over.
   */
  private static String fake(String value, byte[] digest) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
      int random = (digest[i % digest.length] & 255) + i / digest.length * 7;
      int point = value.codePointAt(i);
      if (isSeparator(point)) {
        out.appendCodePoint(point);
      } else if (Character.isDigit(point)) {
        out.append((char) ('0' + random % 10));
      } else {
        out.append((char) ((Character.isUpperCase(point) ? 'A' : 'a') + random % 26));
      }
    }
    return out.toString();
  }

  private static byte[] digest(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }
}
