package io.llmgw.providers.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.aws.AwsCredentials;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Whatever the request, the signature is the one that the SDK of AWS makes of it. */
class SdkSignatureTest {
  private static final int REQUESTS = 1_000;
  private static final String LETTERS = "abcXYZ019-._~:/ %+=&?#@!$,;()[]'*\u00e9\u20ac";
  private static final String SECRETS = "abcXYZ0189+/";
  private static final List<String> REGIONS = List.of("us-east-1", "eu-central-1", "cn-north-1");
  private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

  @Test
  void isTheOneOfTheSdk() {
    int encodedTwice = 0;
    for (int seed = 0; seed < REQUESTS; seed++) {
      encodedTwice += compare(new Random(seed), seed) ? 1 : 0;
    }
    assertThat(encodedTwice).isGreaterThan(REQUESTS / 2);
  }

  /** Says whether the path had something to encode a second time. */
  private static boolean compare(Random random, int seed) {
    AwsCredentials credentials =
        AwsCredentials.of(any(random, "ABC123", 20), any(random, SECRETS, 40));
    if (random.nextBoolean()) {
      credentials = credentials.withSessionToken(any(random, SECRETS, 200));
    }
    String region = REGIONS.get(random.nextInt(REGIONS.size()));
    Instant time = Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_000_000_000));
    String path = path(random);
    List<Map.Entry<String, String>> query = query(random);
    byte[] body = any(random, LETTERS, random.nextInt(200)).getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest signed = signed(request(random, path, query), credentials, region, time, body);
    String expected = signed.firstMatchingHeader("Authorization").orElseThrow();

    CanonicalRequest canonical =
        CanonicalRequest.of("POST", path, query, headers(signed, expected), hash(body));
    String own =
        new SigV4(region, "bedrock")
            .authorization(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                canonical,
                SigV4.timestamp(time));

    assertThat(own).as("seed " + seed + ", " + path + ", " + query).isEqualTo(expected);
    return path.contains("%");
  }

  private static SdkHttpRequest request(
      Random random, String path, List<Map.Entry<String, String>> query) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://bedrock-runtime.us-east-1.amazonaws.com"))
            .encodedPath(path)
            .putHeader("Content-Type", "application/json");
    query.forEach(pair -> request.appendRawQueryParameter(pair.getKey(), pair.getValue()));
    for (int i = random.nextInt(4); i > 0; i--) {
      request.putHeader("X-Amz-Meta-" + i, "  v  " + any(random, "ab  c", 8) + "x ");
    }
    return request.build();
  }

  private static SdkHttpRequest signed(
      SdkHttpRequest request,
      AwsCredentials credentials,
      String region,
      Instant time,
      byte[] body) {
    String token = credentials.sessionToken();
    AwsCredentialsIdentity identity =
        token == null
            ? AwsCredentialsIdentity.create(
                credentials.accessKeyId(), credentials.secretAccessKey())
            : AwsSessionCredentialsIdentity.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), token);
    return SDK.sign(
            sign ->
                sign.identity(identity)
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
        .request();
  }

  /** Those that the SDK has signed: which ones those are is left to whoever calls. */
  private static Map<String, String> headers(SdkHttpRequest signed, String authorization) {
    String names = authorization.replaceAll(".*SignedHeaders=([^,]+),.*", "$1");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : names.split(";", -1)) {
      headers.put(name, String.join(",", signed.matchingHeaders(name)));
    }
    assertThat(headers).containsKeys("host", "x-amz-date");
    return headers;
  }

  /** As a client sends it: what a segment may not have is encoded once. */
  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      path.append('/');
      String segment = any(random, LETTERS.replace("/", ""), random.nextInt(12));
      for (byte b : ("m" + segment).getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xFF);
        boolean plain = "abcmXYZ019-._~".indexOf(c) >= 0;
        path.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
      }
    }
    return path.toString();
  }

  private static List<Map.Entry<String, String>> query(Random random) {
    List<Map.Entry<String, String>> query = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      query.add(Map.entry(any(random, LETTERS, 1 + random.nextInt(3)), any(random, LETTERS, 4)));
    }
    return query;
  }

  private static String any(Random random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
