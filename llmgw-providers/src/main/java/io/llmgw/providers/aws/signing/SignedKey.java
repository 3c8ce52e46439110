package io.llmgw.providers.aws.signing;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.signature.CanonicalRequest;
import io.llmgw.providers.aws.signature.SigV4;
import io.llmgw.providers.exchange.KeyProof;
import io.llmgw.providers.exchange.UnprovenRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * A key that is not sent: requests are signed with it, as AWS wants them. What stands between may
 * change other headers than those that say where, what and when. Thread-safe.
 */
public final class SignedKey implements KeyProof {
  private static final String AUTHORIZATION = "authorization";
  private static final String DATE = "x-amz-date";
  private static final String TOKEN = "x-amz-security-token";
  private static final Set<String> OWN = Set.of(AUTHORIZATION, DATE, TOKEN);
  // Every header of this name has to be signed.
  private static final String SIGNED_PREFIX = "x-amz-";

  private final SigV4 signer;

  /** Signs requests to a service in a region, by the names that signatures have for them. */
  public SignedKey(String region, String service) {
    this.signer = new SigV4(region, service);
  }

  @Override
  public boolean sets(String lowerName) {
    return OWN.contains(lowerName);
  }

  /** For five minutes (IAM User Guide, "Elements of an AWS API request signature"). */
  @Override
  public boolean lasts() {
    return false;
  }

  @Override
  public void prove(ApiKey key, UnprovenRequest request) {
    AwsCredentials credentials = credentials(key);
    String timestamp = SigV4.timestamp(request.time());
    request.set(DATE, timestamp);
    String token = credentials.sessionToken();
    if (token != null) {
      request.set(TOKEN, token);
    }
    HttpUrl url = request.url();
    CanonicalRequest canonical =
        CanonicalRequest.of(
            "POST", url.encodedPath(), List.of(), signedHeaders(request), request.bodyHash());
    request.set(
        AUTHORIZATION,
        signer.authorization(
            credentials.accessKeyId(), credentials.secretAccessKey(), canonical, timestamp));
  }

  private static AwsCredentials credentials(ApiKey key) {
    try {
      return AwsCredentials.of(key);
    } catch (IllegalArgumentException e) {
      throw LlmException.of(ErrorKind.CONFIGURATION, String.valueOf(e.getMessage())).build();
    }
  }

  private static Map<String, String> signedHeaders(UnprovenRequest request) {
    Map<String, String> signed = new TreeMap<>();
    signed.put("host", request.host());
    signed.put("content-type", request.contentType());
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i).toLowerCase(Locale.ROOT);
      if (name.startsWith(SIGNED_PREFIX)) {
        signed.put(name, headers.value(i));
      }
    }
    return signed;
  }

  @Override
  public String toString() {
    return "SignedKey[]";
  }
}
