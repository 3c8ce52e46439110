package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clocks of the host that fail when an answer has come. */
@ExtendWith(LeakRule.class)
class BrokenClockTest {
  @Test
  void theExchangeIsLetGo() {
    String json = HttpText.json(200, Answers.JSON);
    ConnectionScript answers =
        ConnectionScript.accept().readRequest().send(json).readRequest().send(json);
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    try (ScriptedServer server = ScriptedServer.start(answers);
        Provider provider = Answers.provider(server, one)) {
      LoneCall broken = Calls.whole().with(new BrokenClock());
      assertThatThrownBy(() -> broken.run(provider)).hasMessage("no clock");

      LoneCall next = Calls.whole();
      Background<LoneCall.Result> result = Background.run(() -> next.run(provider));

      assertThat(result.result().succeeded().text()).isEqualTo("Blue");
    }
  }

  private static final class BrokenClock extends ForwardingTime {
    BrokenClock() {
      super(TimeSource.system());
    }

    @Override
    public Instant now() {
      throw new IllegalStateException("no clock");
    }
  }
}
