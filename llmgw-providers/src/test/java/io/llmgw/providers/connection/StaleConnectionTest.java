package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A connection that the server has closed while nobody used it. That is noticed when a request has
 * gone out on it: whether to send it again is the business of the retry policy, not of a provider.
 */
@ExtendWith(LeakRule.class)
class StaleConnectionTest {
  private static final ConnectionScript ANSWER =
      ConnectionScript.accept().readRequest().send(HttpText.json(200, Answers.JSON));

  @Test
  void costsOneFailureThatMayBeRetriedAndIsNotUsedAgain() {
    Gate idle = Gate.closed();
    try (ScriptedServer server = ScriptedServer.start(ANSWER.waitFor(idle), ANSWER.stall());
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
      idle.open();
      Patience.until("the server to close", () -> server.connections().get(0).isClosed());

      LlmException lost = Calls.whole().run(provider).error();

      assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(lost.isRetryable()).isTrue();
      assertThat(server.requests()).hasSize(1);
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).hasSize(2);
    }
  }
}
