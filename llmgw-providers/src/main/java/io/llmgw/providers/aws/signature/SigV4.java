package io.llmgw.providers.aws.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 (AWS IAM User Guide, "Create a signed AWS API request"), in the header {@code
 * Authorization}. Thread-safe.
 */
public final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final String LAST_OF_SCOPE = "aws4_request";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_CHARS = 8;

  private final String region;
  private final String service;

  /** Signs requests to a service in a region, by the names that signatures have for them. */
  public SigV4(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /** The time as {@code X-Amz-Date} has it: {@code 20260301T120000Z}. */
  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /**
   * The value of the header.
   *
   * @param id of the access key
   * @param secret of the access key
   * @param timestamp as {@link #timestamp} writes it, and as the request has it in a signed header
   */
  public String authorization(
      String id, String secret, CanonicalRequest request, String timestamp) {
    String date = timestamp.substring(0, DATE_CHARS);
    String scope = date + '/' + region + '/' + service + '/' + LAST_OF_SCOPE;
    String toSign =
        ALGORITHM + '\n' + timestamp + '\n' + scope + '\n' + hex(sha256(request.text()));
    String signature = hex(hmac(signingKey(secret, date), toSign));
    return ALGORITHM
        + " Credential="
        + id
        + '/'
        + scope
        + ", SignedHeaders="
        + request.signedNames()
        + ", Signature="
        + signature;
  }

  private byte[] signingKey(String secret, String date) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(hmac(hmac(key, date), region), service), LAST_OF_SCOPE);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + MAC, e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
