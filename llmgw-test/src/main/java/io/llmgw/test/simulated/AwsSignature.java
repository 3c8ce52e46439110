package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be seen of a signature of AWS without the secret that it was made with. */
final class AwsSignature {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/, ]+)/(\\d{8})/[a-z0-9-]+/bedrock/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");
  private static final Pattern TIMESTAMP = Pattern.compile("(\\d{8})T\\d{6}Z");

  private AwsSignature() {}

  /** The id of the key that the request says it was signed with; null where it says none. */
  static @Nullable String accessKeyId(ReceivedRequest request) {
    String authorization = request.header("authorization");
    Matcher header = HEADER.matcher(authorization == null ? "" : authorization);
    return header.matches() ? header.group(1) : null;
  }

  /** Whether it is one for Bedrock, of its own date, and signs what has to be signed. */
  static boolean isWellFormed(ReceivedRequest request) {
    String authorization = request.header("authorization");
    String date = request.header("x-amz-date");
    Matcher header = HEADER.matcher(authorization == null ? "" : authorization);
    Matcher timestamp = TIMESTAMP.matcher(date == null ? "" : date);
    if (!header.matches() || !timestamp.matches()) {
      return false;
    }
    List<String> signed = List.of(header.group(3).split(";", -1));
    boolean token =
        request.header("x-amz-security-token") == null || signed.contains("x-amz-security-token");
    return timestamp.group(1).equals(header.group(2))
        && signed.contains("host")
        && signed.contains("x-amz-date")
        && token;
  }
}
