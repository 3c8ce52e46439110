package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.ScriptedServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock of the first token while there is no connection yet, and from then on. */
@ExtendWith(LeakRule.class)
class FirstTokenClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final VirtualTime time = VirtualTime.create();
  private final Gate resolver = Gate.closed();

  @Test
  void whatComesBeforeTheRequestMayTakeAsLongAgain() {
    try (ScriptedServer server =
            ScriptedServer.start(ConnectionScript.accept().readRequest().stall());
        LlmClient llm = client(server)) {
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      resolver.awaitArrivals(1);
      time.advance(LIMIT.minusMillis(1));
      resolver.open();
      server.awaitRequests(1);

      time.advance(LIMIT.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      assertThat(time.untilNext()).isEqualTo(Duration.ofMillis(1)); // it runs on
      time.advance(Duration.ofMillis(1));

      LlmException late = visit.await().error();
      assertThat(late).hasMessageContaining("first token clock of PT5S");
      assertThat(late.attempts().get(0).possiblyBilled()).isTrue();
    }
  }

  @Test
  void itEndsWhatHasNoConnectionByThenWhereTheConnectClockIsLonger() {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept());
        LlmClient llm = client(server)) {
      Visit visit = Door.STREAM.enter(llm, QUESTION);
      resolver.awaitArrivals(1);
      time.awaitDueIn(LIMIT);

      time.advance(LIMIT.minusMillis(1));
      assertThat(visit.isDone()).isFalse();
      assertThat(time.untilNext()).isEqualTo(Duration.ofMillis(1)); // it runs on
      time.advance(Duration.ofMillis(1));

      LlmException late = visit.await().error();
      assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(late).hasMessageContaining("first token clock of PT5S");
      assertThat(late.attempts().get(0).possiblyBilled()).isFalse();
    } finally {
      resolver.open();
    }
  }

  private LlmClient client(ScriptedServer server) {
    HttpSettings settings = HttpSettings.builder().dns(this::found).build();
    Provider provider =
        OpenAi.builder()
            .baseUrl("http://provider.test:" + server.port() + "/v1")
            .http(settings)
            .build();
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("openai/gpt-test")
        .time(time)
        .timeouts(Timeouts.connect(LIMIT.multipliedBy(2)).firstToken(LIMIT))
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }

  private List<InetAddress> found(String host) throws UnknownHostException {
    try {
      resolver.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of(InetAddress.getByName("127.0.0.1"));
  }
}
