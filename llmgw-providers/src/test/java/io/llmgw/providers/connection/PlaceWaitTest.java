package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that waits for a place of this process: its provider has no part in that. */
@ExtendWith(LeakRule.class)
class PlaceWaitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String JSON = HttpText.json(200, Answers.JSON);
  private static final String PLACE = " ms for a place (HttpSettings.maxConnectionsPerHost of 1)";
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Gate first = Gate.closed();
  private final Gate second = Gate.closed();
  private final VirtualTime time = VirtualTime.create();
  private final ScriptedServer server =
      ScriptedServer.start(
          ConnectionScript.accept()
              .readRequest()
              .waitFor(first)
              .send(JSON)
              .readRequest()
              .waitFor(second)
              .send(JSON));
  private final ScriptedProvider other = ScriptedProvider.named("other").always("Red");
  private final LlmClient llm = client();
  private Visit holder;

  private LlmClient client() {
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(OpenAi.builder().baseUrl(server.url() + "/v1").http(one).build())
            .provider(other)
            .defaultModel("openai/gpt-test")
            .alias("either", Route.ordered(Target.of("openai/gpt-test"), other.target()))
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(time);
    return builder.build();
  }

  @BeforeEach
  void takeThePlace() {
    holder = Door.CHAT.enter(llm, QUESTION);
    server.awaitRequests(1);
  }

  @AfterEach
  void close() {
    llm.close();
    server.close();
  }

  @Test
  void theClockOfTheAttemptEndsItAndBlamesNobodyElse() {
    for (int i = 0; i < 6; i++) { // five failures in a row would open the breaker
      Visit waiting = enterAndWait(Timeouts.attempt(A_SECOND).firstToken(A_SECOND.dividedBy(2)));
      time.advance(A_SECOND.minusMillis(1));
      assertThat(waiting.isDone()).isFalse();
      time.advance(Duration.ofMillis(1));

      LlmException failure = waiting.await().error();
      assertThat(failure.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
      assertThat(failure).hasMessageContaining("openai/gpt-test was not asked");
      assertThat(failure).hasMessageContaining("waited 1000" + PLACE);
      assertThat(failure.isPossiblyBilled()).isFalse();
      AttemptRecord attempt = failure.attempts().get(0);
      assertThat(failure.attempts()).hasSize(1);
      assertThat(attempt.possiblyBilled()).isFalse();
      assertThat(attempt.usage()).isEqualTo(Usage.ZERO);
    }
    second.open();
    first.open();

    assertThat(holder.await().text()).isEqualTo("Blue");
    assertThat(Door.CHAT.open(llm, QUESTION).text()).isEqualTo("Blue");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void theTotalSaysWhereTheTimeWent() {
    Visit waiting = enterAndWait(Timeouts.total(A_SECOND));

    time.advance(A_SECOND);

    LlmException failure = waiting.await().error();
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("total of PT1S").hasMessageContaining("1000" + PLACE);
    assertThat(failure.attempts().get(0).possiblyBilled()).isFalse();
  }

  @Test
  void theClockOfTheFirstTokenBeginsWhenThereIsAPlace() {
    Visit waiting = enterAndWait(Timeouts.firstToken(A_SECOND));
    time.advance(A_SECOND.multipliedBy(30).plusMillis(500));
    assertThat(waiting.isDone()).isFalse();

    first.open();
    server.awaitRequests(2);
    time.advance(A_SECOND.minusMillis(1));
    assertThat(waiting.isDone()).isFalse();
    time.advance(Duration.ofMillis(1));

    LlmException failure = waiting.await().error();
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("first token clock of PT1S");
    assertThat(failure).hasMessageContaining("after it had waited 30500" + PLACE);
    assertThat(failure.attempts().get(0).possiblyBilled()).isTrue();
  }

  @Test
  void theTrailOfAnAnswerSaysHowLongItWaited() {
    Visit waiting = enterAndWait(Timeouts.firstToken(A_SECOND));
    time.advance(A_SECOND.multipliedBy(2));

    second.open();
    first.open();

    assertThat(waiting.await().response().served().trail())
        .extracting(TrailEntry::note)
        .containsExactly("waited 2000" + PLACE);
  }

  @Test
  void anotherTargetMayHaveAPlace() {
    Visit waiting = enterAndWait(Timeouts.attempt(A_SECOND), QUESTION.withModel("either"));

    time.advance(A_SECOND);

    DoorResult result = waiting.await();
    assertThat(result.text()).isEqualTo("Red");
    assertThat(result.response().served().attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.LOCAL_RESOURCE, null);
  }

  private Visit enterAndWait(Timeouts clocks) {
    return enterAndWait(clocks, QUESTION);
  }

  private Visit enterAndWait(Timeouts clocks, ChatRequest request) {
    Visit visit = Door.CHAT.enter(llm, request.with(clocks));
    Patience.until("a call to wait for a place", PlaceWaitTest::isWaiting);
    return visit;
  }

  /** Whether a call waits for a place. */
  static boolean isWaiting() {
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      for (StackTraceElement frame : each.getValue()) {
        if (frame.getClassName().equals(ConnectionGate.class.getName())) {
          return each.getKey().getState() == Thread.State.WAITING;
        }
      }
    }
    return false;
  }
}
