package io.llmgw.providers.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.jspecify.annotations.Nullable;

/** Whether a private key is that of a certificate: what it signs can be verified with the other. */
final class MatchingKeys {
  private static final byte[] TEXT =
      "llmgw: is this the key of its certificate?".getBytes(StandardCharsets.US_ASCII);

  private MatchingKeys() {}

  /**
   * False where they are no pair. True also where that cannot be told: for a sort of keys that is
   * not known here, or a private key that does not leave its device and signs nothing of this kind.
   */
  static boolean mayMatch(PrivateKey secret, PublicKey shown) {
    String algorithm = algorithm(shown.getAlgorithm());
    byte[] signature = algorithm == null ? null : signature(algorithm, secret);
    if (algorithm == null || signature == null) {
      return true;
    }
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(shown);
      verifier.update(TEXT);
      return verifier.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false; // one of another length, or another curve
    } catch (GeneralSecurityException e) {
      return true;
    }
  }

  private static @Nullable String algorithm(String ofKey) {
    return switch (ofKey) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
      default -> null;
    };
  }

  private static byte @Nullable [] signature(String algorithm, PrivateKey secret) {
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(secret);
      signer.update(TEXT);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
