package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ends of placeholders that nobody can guess: made from a key, the tenant, the type and the
 * value. Immutable and thread-safe.
 */
final class Suffixes {
  /** How many chars each has, of 5 bits: one guess in 33 million is right. */
  static final int LENGTH = 5;

  /** Base32 (RFC 4648, 6), in lower case. */
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final byte[] tenant;

  Suffixes(byte[] key, String tenant) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.tenant = tenant.getBytes(StandardCharsets.UTF_8);
  }

  /** The one of this value. */
  String of(EntityType type, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      add(mac, tenant);
      add(mac, type.name().getBytes(StandardCharsets.UTF_8));
      return written(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }

  /** With its length before it, so that no two different texts are hashed alike. */
  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    mac.update(part);
  }

  private static String written(byte[] digest) {
    int bits = ByteBuffer.wrap(digest).getInt();
    StringBuilder out = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      out.append(ALPHABET.charAt(bits & 31));
      bits >>>= 5;
    }
    return out.toString();
  }

  /** Whether one may hold this char, given in upper case. */
  static boolean isPart(char upper) {
    return (upper >= 'A' && upper <= 'Z') || (upper >= '2' && upper <= '7');
  }
}
