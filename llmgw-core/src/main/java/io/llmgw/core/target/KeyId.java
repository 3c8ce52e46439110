package io.llmgw.core.target;

import io.llmgw.api.provider.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What events call a key beside its alias, which keys of several tenants may have in common: 16 hex
 * digits that say nothing of its secret, as they depend on a number which this process has drawn
 * and keeps to itself.
 */
public final class KeyId {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;
  private static final SecretKeySpec OF_THIS_PROCESS = drawn();

  private KeyId() {}

  private static SecretKeySpec drawn() {
    byte[] number = new byte[32];
    new SecureRandom().nextBytes(number);
    return new SecretKeySpec(number, ALGORITHM);
  }

  /** That of a key of this provider. */
  public static String of(String provider, ApiKey key) {
    Mac mac;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(OF_THIS_PROCESS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
    for (String part : new String[] {provider, key.alias(), key.secret()}) {
      mac.update(part.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0); // so that no part goes over into the next one
    }
    return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
  }
}
