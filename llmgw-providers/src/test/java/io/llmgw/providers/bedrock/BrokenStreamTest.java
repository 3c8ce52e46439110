package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.replay.EventMessages;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Binary streams over real HTTP that are not what they should be. */
@ExtendWith(LeakRule.class)
class BrokenStreamTest {
  private static final byte[] HEAD =
      HttpText.head(200, "content-type: application/vnd.amazon.eventstream", "connection: close")
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] BEGUN =
      EventMessages.of(
          """
          event: messageStart
          data: {"role":"assistant"}

          event: contentBlockDelta
          data: {"contentBlockIndex":0,"delta":{"text":"Blue"}}

          """);
  private static final byte[] END =
      EventMessages.of(
          """
          event: messageStop
          data: {"stopReason":"end_turn"}

          event: metadata
          data: {"usage":{"inputTokens":1,"outputTokens":1}}

          """);

  @Test
  void oneThatIsWholeIsRead() {
    LoneCall.Result result = answering(HttpSettings.DEFAULTS, BEGUN, END);

    assertThat(result.succeeded().text()).isEqualTo("Blue");
  }

  @Test
  void aWrongChecksumEndsItAfterWhatWasRight() {
    byte[] broken = END.clone();
    broken[END.length / 2] ^= 1;

    LoneCall.Result result = answering(HttpSettings.DEFAULTS, BEGUN, broken);

    assertThat(result.text()).isEqualTo("Blue");
    assertThat(result.error().kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(result.error()).hasMessageContaining("checksum");
    assertThat(result.error().isPossiblyBilled()).isTrue();
    assertThat(result.error().getCause()).isNull();
  }

  @Test
  @Fault("F070")
  void anEndInsideAMessageIsNoEnd() {
    LoneCall.Result result = answering(HttpSettings.DEFAULTS, BEGUN, Arrays.copyOf(END, 20));

    assertThat(result.text()).isEqualTo("Blue");
    assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
  }

  @Test
  void aMessageIsHeldToTheLimitOfTheClient() {
    HttpSettings tight = HttpSettings.builder().maxEventBytes(1_024).build();
    String text = "x".repeat(2_000);
    byte[] large =
        EventMessages.of(
            "event: contentBlockDelta\ndata: {\"delta\":{\"text\":\"" + text + "\"}}\n\n");

    LlmException error = answering(tight, BEGUN, large).error();

    assertThat(error.kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
  }

  @Test
  void whatIsNoFrameAtAllIsAnError() {
    LlmException error =
        answering(
                HttpSettings.DEFAULTS,
                new byte[] {1, 2, 3},
                "<html>secret</html>".getBytes(StandardCharsets.UTF_8))
            .error();

    assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(error).hasMessageNotContaining("secret");
  }

  private static LoneCall.Result answering(HttpSettings settings, byte[] first, byte[] second) {
    ConnectionScript script =
        ConnectionScript.accept().readRequest().send(HEAD).send(first).send(second).finish();
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Bedrock.builder().baseUrl(server.url()).http(settings).build()) {
      return Calls.streamed().run(provider);
    }
  }
}
