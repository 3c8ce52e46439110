package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.Door;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A clock of the host that fails when a call has waited for its place and gets it. */
@ExtendWith(LeakRule.class)
class PlaceAtABrokenClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String JSON = HttpText.json(200, Answers.JSON);

  private final Gate first = Gate.closed();
  private final FailingFor clock = new FailingFor();

  @Test
  void thePlaceIsGivenBack() {
    ConnectionScript answers =
        ConnectionScript.accept().readRequest().waitFor(first).send(JSON).readRequest().send(JSON);
    try (ScriptedServer server = ScriptedServer.start(answers);
        LlmClient llm = client(server)) {
      Visit holder = Door.CHAT.enter(llm, QUESTION);
      server.awaitRequests(1);
      Background<Throwable> waiting =
          Background.run(
              () -> {
                clock.caller = Thread.currentThread();
                return catchThrowable(() -> llm.chat(QUESTION));
              });
      Patience.until("a call to wait for a place", this::isAtTheGate);

      clock.fails = true;
      first.open();

      assertThat(holder.await().text()).isEqualTo("Blue");
      assertThat(waiting.result()).isNotNull();
      assertThat(Door.CHAT.open(llm, QUESTION).text()).isEqualTo("Blue");
    }
  }

  private LlmClient client(ScriptedServer server) {
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(server.url() + "/v1").http(one).build())
        .defaultModel("openai/gpt-test")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .time(clock)
        .build();
  }

  private boolean isAtTheGate() {
    Thread caller = clock.caller;
    return caller != null
        && caller.getState() == Thread.State.WAITING
        && Arrays.stream(caller.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(ConnectionGate.class.getName()));
  }

  /** Fails for one caller, once it is told to. */
  private static final class FailingFor extends ForwardingTime {
    private volatile Thread caller;
    private volatile boolean fails;

    FailingFor() {
      super(TimeSource.system());
    }

    @Override
    public long nanos() {
      if (fails && Thread.currentThread() == caller) {
        throw new IllegalStateException("no clock");
      }
      return super.nanos();
    }
  }
}
