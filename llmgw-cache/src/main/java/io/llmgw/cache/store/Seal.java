package io.llmgw.cache.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ends an entry by a hash of it and of its key: what was damaged, or put under another key, is no
 * entry. With a secret it is an HMAC, so that nobody else can make one. Thread-safe.
 */
final class Seal {
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final @Nullable SecretKeySpec secret;

  /** With this secret; null for none. */
  Seal(byte @Nullable [] secret) {
    this.secret = secret == null ? null : new SecretKeySpec(secret, HMAC);
  }

  byte[] sealed(String key, byte[] content) {
    byte[] sealed = Arrays.copyOf(content, content.length + BYTES);
    System.arraycopy(hash(key, content, content.length), 0, sealed, content.length, BYTES);
    return sealed;
  }

  /** The content; null where the seal is not that of this key and content. */
  byte @Nullable [] opened(String key, byte[] sealed) {
    int length = sealed.length - BYTES;
    if (length < 0) {
      return null;
    }
    byte[] found = Arrays.copyOfRange(sealed, length, sealed.length);
    return MessageDigest.isEqual(found, hash(key, sealed, length))
        ? Arrays.copyOf(sealed, length)
        : null;
  }

  private byte[] hash(String key, byte[] content, int length) {
    byte[] name = key.getBytes(StandardCharsets.US_ASCII);
    try {
      if (secret == null) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(name);
        digest.update(content, 0, length);
        return digest.digest();
      }
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      mac.update(name);
      mac.update(content, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException everyJvmHasThem) {
      throw new IllegalStateException(everyJvmHasThem);
    }
  }
}
