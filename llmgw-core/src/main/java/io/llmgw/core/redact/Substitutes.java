package io.llmgw.core.redact;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What takes the place of a value that is not restored. */
final class Substitutes {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 6;
  private static final String HEX_PREFIX = "0x";

  /**
   * Types whose values are hexadecimal by their form. Other values that hold no other letters may
   * do so by chance, and a fake that kept to them would tell it.
   */
  private static final Set<EntityType> HEXADECIMAL =
      Set.of(Entities.MAC_ADDRESS, Entities.IP_ADDRESS);

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
    return masking.isFake() ? fake(type, value, digest) : hash(type, digest);
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
   * and over. Of hexadecimal, letters that are digits there are replaced by such.
   */
  private static String fake(EntityType type, String value, byte[] digest) {
    boolean isPrefixed = isPrefixed(value);
    boolean isHex = isPrefixed || HEXADECIMAL.contains(type);
    StringBuilder out = new StringBuilder(value.length());
    out.append(isPrefixed ? HEX_PREFIX : "");
    for (int i = out.length(); i < value.length(); i = value.offsetByCodePoints(i, 1)) {
      int random = (digest[i % digest.length] & 255) + i / digest.length * 7;
      int point = value.codePointAt(i);
      if (isSeparator(point)) {
        out.appendCodePoint(point);
      } else if (Character.isDigit(point)) {
        out.append((char) ('0' + random % 10));
      } else {
        int letters = isHex && Character.digit(point, 16) >= 0 ? 6 : 26;
        out.append((char) ((Character.isUpperCase(point) ? 'A' : 'a') + random % letters));
      }
    }
    return out.toString();
  }

  /** Whether it says itself that it is hexadecimal, as addresses of Ethereum do. */
  private static boolean isPrefixed(String value) {
    return value.startsWith(HEX_PREFIX)
        && value.chars().skip(HEX_PREFIX.length()).allMatch(c -> Character.digit(c, 16) >= 0);
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
