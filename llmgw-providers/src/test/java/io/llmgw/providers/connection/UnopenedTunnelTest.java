package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A proxy that takes the request for a tunnel and says nothing to it. */
@ExtendWith(LeakRule.class)
class UnopenedTunnelTest {
  private static final Duration CLOCK = Duration.ofSeconds(5);

  private final ScriptedServer proxy =
      ScriptedServer.start(ConnectionScript.accept().readRequest().stall());
  private final Provider provider =
      OpenAi.builder()
          .baseUrl("https://provider.test/v1")
          .http(HttpSettings.builder().proxy("127.0.0.1", proxy.port()).build())
          .build();

  @AfterEach
  void close() {
    provider.close();
    proxy.close();
  }

  @Test
  void isLeftByACancel() {
    LoneCall call = Calls.whole();
    Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
    proxy.awaitRequests(1);

    call.cancel();

    Patience.until("the proxy to be left", () -> proxy.connections().get(0).isGone());
    LlmException end = running.result().error();
    assertThat(end.kind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(call.isSent()).isFalse();
  }

  @Test
  void isLeftWhenTheConnectClockRunsOut() {
    VirtualTime time = VirtualTime.create();
    LoneCall call = Calls.whole().with(time).with(Timeouts.connect(CLOCK));
    Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
    proxy.awaitRequests(1);

    time.advance(CLOCK);

    LlmException late = running.result().error();
    assertThat(late.kind()).isEqualTo(ErrorKind.CONNECT);
    assertThat(late.isPossiblyBilled()).isFalse();
    Patience.until("the proxy to be left", () -> proxy.connections().get(0).isGone());
  }
}
