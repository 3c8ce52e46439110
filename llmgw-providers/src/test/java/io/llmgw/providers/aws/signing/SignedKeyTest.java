package io.llmgw.providers.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.aws.signature.CanonicalRequest;
import io.llmgw.providers.aws.signature.SigV4;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.Door;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What arrives is what was signed: host, path, headers and body. */
@ExtendWith(LeakRule.class)
class SignedKeyTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
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

  @Test
  void whoHasWaitedForAPlaceIsSignedWhenItHasOne() {
    VirtualTime time = VirtualTime.create();
    ConnectionScript refused =
        ConnectionScript.accept().readRequest().send(HttpText.json(400, "{}"));
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().readRequest().stall(), refused);
        LlmClient llm = onePlace(server, time)) {
      Visit first = Door.CHAT_ASYNC.enter(llm, QUESTION);
      Patience.until("the first request", () -> server.requests().size() == 1);
      AtomicReference<Thread> waiting = new AtomicReference<>();
      Background<ErrorKind> second =
          Background.run(
              () -> {
                waiting.set(Thread.currentThread());
                return catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION)).kind();
              });
      Patience.until("the wait for the place", () -> isAtTheGate(waiting.get()));

      time.advance(Duration.ofMinutes(6));
      first.cancel();

      assertThat(second.result()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(server.requests().get(1).header("x-amz-date"))
          .isEqualTo(SigV4.timestamp(time.now()));
    }
  }

  private static LlmClient onePlace(ScriptedServer server, VirtualTime time) {
    return LlmClient.builder()
        .provider(
            Bedrock.builder()
                .region("eu-central-1")
                .baseUrl(server.url())
                .credentials(AwsKeys.of(CREDENTIALS))
                .http(HttpSettings.builder().maxConnectionsPerHost(1).build())
                .build())
        .defaultModel("bedrock/m")
        .timeouts(Timeouts.none())
        .time(time)
        .build();
  }

  private static boolean isAtTheGate(@Nullable Thread thread) {
    return thread != null
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().endsWith(".ConnectionGate"));
  }

  @Test
  void theClockOfTheHostCostsNoKey() {
    String expired =
        HttpText.head(
                403,
                "x-amzn-errortype: InvalidSignatureException",
                "content-length: 31",
                "connection: close")
            + "{\"message\":\"Signature expired\"}";
    ConnectionScript refused = ConnectionScript.accept().readRequest().send(expired);
    try (ScriptedServer server = ScriptedServer.start(refused, refused);
        LlmClient llm = onePlace(server, VirtualTime.create())) {
      for (int i = 1; i <= 2; i++) {
        assertThat(Door.CHAT.open(llm, QUESTION).errorKind()).isEqualTo(ErrorKind.CONFIGURATION);
        assertThat(server.requests()).hasSize(i);
      }
      assertThat(llm.status().targets().get(0).restingKeys()).isEmpty();
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
