package io.llmgw.providers.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.aws.signature.CanonicalRequest;
import io.llmgw.providers.aws.signature.SigV4;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What arrives is what was signed: host, path, headers and body. */
@ExtendWith(LeakRule.class)
class SignedKeyTest {
  private static final AwsCredentials CREDENTIALS =
      AwsCredentials.of("AKIDEXAMPLE", "secret").withSessionToken("token");

  @Test
  void theOtherSideComesToTheSameSignature() throws NoSuchAlgorithmException {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Bedrock.builder()
                        .region("eu-central-1")
                        .baseUrl(server.baseUrl() + "/stage/")
                        .credentials(AwsKeys.of(CREDENTIALS))
                        .header("x-amz-fixed", "a  b")
                        .build())
                .defaultModel("bedrock/arn:aws:bedrock:eu:1:x/y z")
                .build()) {
      llm.chat(ChatRequest.builder().user("caf\u00e9").extraHeader("x-amz-own", "1").build());

      ReceivedRequest request = server.requests().get(0);
      assertThat(request.path())
          .isEqualTo("/stage/model/arn%3Aaws%3Abedrock%3Aeu%3A1%3Ax%2Fy%20z/converse");
      assertThat(request.header("authorization")).isEqualTo(signature(request));
    }
  }

  private static String signature(ReceivedRequest request) throws NoSuchAlgorithmException {
    Map<String, String> headers = new LinkedHashMap<>();
    String names = "content-type;host;x-amz-date;x-amz-fixed;x-amz-own;x-amz-security-token";
    for (String name : names.split(";", -1)) {
      headers.put(name, String.valueOf(request.header(name)));
    }
    byte[] body = request.text().getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    CanonicalRequest canonical =
        CanonicalRequest.of("POST", request.path(), List.of(), headers, hash);
    return new SigV4("eu-central-1", "bedrock")
        .authorization(
            CREDENTIALS.accessKeyId(),
            CREDENTIALS.secretAccessKey(),
            canonical,
            headers.get("x-amz-date"));
  }
}
