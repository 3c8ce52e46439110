package io.llmgw.core.route;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What attempts teach of how fast a target is, and how much it is used. */
class LearntSpeedTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q").withModel("both");
  private static final ChatRequest AT_A = ChatRequest.of("q").withModel("a/m");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private LlmClient llm;

  private void open(Strategy strategy) {
    llm =
        LlmClient.builder()
            .provider(a)
            .provider(b)
            .alias("both", Route.balanced(strategy, Route.target("a/m"), Route.target("b/m")))
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(time)
            .build();
  }

  private void theFirstIsTheFasterOne() {
    answersIn(a, ofMillis(20));
    answersIn(b, ofMillis(60));
    open(Strategy.fastest());
  }

  private void answersIn(ScriptedProvider provider, Duration duration) {
    leaks.of(provider).always(script -> script.run(() -> time.advance(duration)).text("blue"));
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private ChatResponse streamed() {
    return llm.stream(QUESTION).response();
  }

  /** The targets of four calls, once both are known; few, as what is known fades. */
  private Set<String> chosen(Supplier<ChatResponse> call) {
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      chosen.add(call.get().served().target());
    }
    return chosen;
  }

  private void expectFirstBefore() {
    theFirstIsTheFasterOne();
    chosen(this::streamed);
    assertThat(chosen(this::streamed)).containsExactly("a/m");
  }

  @Test
  void wholeAnswersTell() {
    theFirstIsTheFasterOne();
    chosen(() -> llm.chat(QUESTION));

    assertThat(chosen(() -> llm.chat(QUESTION))).containsExactly("a/m");
  }

  @Test
  void aCallerWhoLeavesAfterALongWaitTells() {
    expectFirstBefore();
    CancelHandle handle = new CancelHandle();
    a.answers(
        script ->
            script
                .run(
                    () -> {
                      time.advance(ofSeconds(2));
                      handle.cancel();
                    })
                .text("late"));

    assertThat(catchThrowable(() -> llm.cancelledBy(handle).stream(AT_A)))
        .isInstanceOf(CallCancelledException.class);

    assertThat(chosen(this::streamed)).containsExactly("b/m");
  }

  @Test
  void aCallerWhoLeavesInTheMiddleOfAnAnswerDoesNot() {
    expectFirstBefore();
    a.answers(script -> script.text("a").run(() -> time.advance(ofSeconds(2))).hang());
    try (ChatStream stream = llm.stream(AT_A)) {
      stream.next();
      stream.next();
      time.advance(ofSeconds(2));
    }
    a.awaitNoOpenStreams();

    assertThat(chosen(this::streamed)).containsExactly("a/m");
  }

  @Test
  void aFirstTokenThatDoesNotComeInTimeTells() {
    expectFirstBefore();
    a.answers(script -> script.run(() -> time.advance(ofSeconds(1))).hang());

    assertTimesOut(AT_A.with(Timeouts.firstToken(ofSeconds(1))));

    assertThat(chosen(this::streamed)).containsExactly("b/m");
  }

  @Test
  void whatIsTooSlowLaterOnSaysNothingOfTheFirstToken() {
    expectFirstBefore();
    a.answers(script -> script.text("a").run(() -> time.advance(ofSeconds(1))).hang());

    assertTimesOut(AT_A.with(Timeouts.idle(ofSeconds(1))));

    assertThat(chosen(this::streamed)).containsExactly("a/m");
  }

  private void assertTimesOut(ChatRequest request) {
    LlmException late =
        catchThrowableOfType(LlmException.class, () -> llm.stream(request).response());
    assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  @Test
  void aTargetThatRefusesEachRequestIsTriedNowAndThen() {
    a.always(script -> script.fail(ErrorKind.INVALID_REQUEST));
    answersIn(b, ofMillis(60));
    open(Strategy.fastest());

    for (int i = 0; i < 40; i++) {
      try {
        streamed();
      } catch (LlmException refused) {
        assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      }
    }
    assertThat(a.received()).isEqualTo(1);
    time.advance(ofSeconds(10));

    assertThat(catchThrowable(() -> chosen(this::streamed))).isInstanceOf(LlmException.class);
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void theOneThatHasUsedFewerTokensIsChosen() {
    open(Strategy.leastUsed());
    uses(a, 1_000, 9_000);
    uses(b, 2_000, 1_000);
    answersIn(a, ofMillis(1));
    answersIn(b, ofMillis(1));

    assertThat(chosen(this::streamed)).containsExactly("b/m");
    uses(b, 9_000, 9_000);
    assertThat(chosen(this::streamed)).containsExactly("a/m");
  }

  private void uses(ScriptedProvider provider, long input, long output) {
    provider.answers(script -> script.text("blue").usage(Usage.reported(input, output)));
    llm.chat(ChatRequest.of("q").withModel(provider.name() + "/m"));
  }
}
