package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Ping;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clocks of an attempt and of the call: what each measures, and how it ends what it ends. */
class AttemptClocksTest {
  @RegisterExtension final Stage stage = new Stage();
  private final VirtualTime time = VirtualTime.create();
  private final Diary diary = new Diary();
  private final Gate never = Gate.closed();

  @BeforeEach
  void setUp() {
    stage.builder().time(time);
    stage.use(diary.link("call", Slot.APPLICATION), diary.link("attempt", Slot.SPEND));
  }

  @Test
  void firstTokenRunsUntilTheFirstContent() {
    stage.fake.answers(script -> script.started().ping().waitFor(never));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.firstToken(ofSeconds(2)));
    never.awaitArrivals(1);
    time.advance(ofMillis(1999));
    assertThat(answer).isNotDone();
    time.advance(ofMillis(1));

    LlmException failure = failureOf(answer);
    assertThat(failure).isInstanceOf(LlmTimeoutException.class);
    assertThat(failure).hasMessageContaining("first token clock of PT2S");
    assertThat(failure.provider()).isEqualTo("fake");
    assertThat(diary.entries()).containsExactly("attempt: failed TIMEOUT", "call: failed TIMEOUT");
  }

  @Test
  void whatTheProviderMadeOfAClockThatRanOutIsKeptBesideIt() {
    List<Outcome> outcomes = new ArrayList<>();
    stage.use(TestLink.in(Slot.ATTEMPT, c -> c.proceed(c.request(), outcomes::add)));
    stage.fake.answers(
        script -> script.run(() -> time.advance(ofSeconds(2))).fail(ErrorKind.SERVER));

    assertThat(failureOf(ask(Timeouts.firstToken(ofSeconds(2)))).kind())
        .isEqualTo(ErrorKind.TIMEOUT);

    LlmException told = ((Outcome.Failure) outcomes.get(0)).error();
    assertThat(told.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(told.getSuppressed()).hasSize(1);
  }

  @Test
  void firstTokenStopsWithTheFirstContent() {
    stage.fake.answers(
        script -> script.text("bl").run(() -> time.advance(ofSeconds(9))).text("ue"));

    assertThat(ask(Timeouts.firstToken(ofSeconds(2))).join().text()).isEqualTo("blue");
  }

  @Test
  void idleRunsFromOneContentToTheNext() {
    stage.fake.answers(
        script ->
            script.text("bl").run(() -> time.advance(ofSeconds(2))).text("ue").waitFor(never));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.idle(ofSeconds(3)));
    never.awaitArrivals(1);
    time.advance(ofMillis(2999));
    assertThat(answer).isNotDone();
    time.advance(ofMillis(1));

    LlmException failure = failureOf(answer);
    assertThat(failure).isInstanceOf(StreamInterruptedException.class);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("idle clock of PT3S");
    assertThat(failure.partial().text()).isEqualTo("blue");
    assertThat(diary.entries()).containsExactly("attempt: failed TIMEOUT", "call: failed TIMEOUT");
  }

  @Test
  void anAnswerThatIdlesIsCountedAndOneThatIsCutOrSlowIsNot() {
    List<CallFact> facts = new ArrayList<>();
    stage.builder().observe(call -> new Facts(facts));
    Timeouts idle = Timeouts.idle(ofSeconds(3));
    stage
        .fake
        .answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN))
        .answers(script -> script.text("bl").run(() -> time.advance(ofSeconds(3))).hang())
        .answers(script -> script.text("bl").run(() -> time.advance(ofSeconds(3))).hang());

    assertThat(failureOf(ask(idle)).kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(failureOf(ask(Timeouts.leastProgress(9, ofSeconds(3)))).kind())
        .isEqualTo(ErrorKind.TIMEOUT);
    assertThat(facts).isEmpty();
    assertThat(failureOf(ask(idle)).kind()).isEqualTo(ErrorKind.TIMEOUT);

    assertThat(facts).containsExactly(CallFact.STREAM_IDLE);
  }

  private record Facts(List<CallFact> facts) implements CallObserver.Observation {
    @Override
    public void onFact(CallFact fact, String detail, long amount) {
      facts.add(fact);
    }

    @Override
    public void onOutcome(ObservedOutcome outcome) {}
  }

  @Test
  void idleDoesNotRunBeforeTheFirstContent() {
    stage.fake.answers(
        script -> script.started().run(() -> time.advance(ofMinutes(1))).text("blue"));

    assertThat(ask(Timeouts.idle(ofSeconds(3))).join().text()).isEqualTo("blue");
  }

  @Test
  void pingsAndUsageDoNotTurnTheIdleClockBack() {
    Gate afterPings = Gate.closed();
    stage.fake.answers(
        script ->
            script
                .text("bl")
                .run(() -> time.advance(ofSeconds(1)))
                .ping()
                .run(() -> time.advance(ofSeconds(1)))
                .usage(Usage.reported(1, 1))
                .waitFor(afterPings));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.idle(ofSeconds(3)));
    afterPings.awaitArrivals(1);
    time.advance(ofMillis(999));
    assertThat(answer).isNotDone();
    time.advance(ofMillis(1));

    assertThat(failureOf(answer)).hasMessageContaining("idle clock of PT3S");
  }

  @Test
  void aSlowReaderDoesNotTripTheIdleClock() {
    stage.fake.answers(script -> script.text("b").text("l").ping().text("u").ping().text("e"));

    try (ChatStream stream = open(Timeouts.idle(ofSeconds(3)))) {
      stream.forEach(event -> time.advance(ofMinutes(1)));

      assertThat(stream.response().text()).isEqualTo("blue");
    }
  }

  @Test
  void whatAReaderTakesIsNotCountedEvenBetweenPings() {
    stage.fake.answers(
        script ->
            script
                .text("bl")
                .run(() -> time.advance(ofSeconds(2)))
                .ping()
                .run(() -> time.advance(ofMillis(999)))
                .ping()
                .text("ue"));

    try (ChatStream stream = open(Timeouts.idle(ofSeconds(3)))) {
      stream.forEach(
          event -> {
            if (event instanceof Ping) {
              time.advance(ofMinutes(1));
            }
          });

      assertThat(stream.response().text()).isEqualTo("blue");
    }
  }

  @Test
  void theClockOfAnAttemptRunsThroughItsContent() {
    stage.fake.answers(
        script ->
            script.text("bl").run(() -> time.advance(ofSeconds(3))).text("ue").waitFor(never));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.attempt(ofSeconds(5)));
    never.awaitArrivals(1);
    time.advance(ofSeconds(2));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("attempt clock of PT5S");
  }

  @Test
  void anAttemptThatTimesOutMayBeRepeatedAndTheNextHasClocksOfItsOwn() {
    stage.fake.answers(script -> script.waitFor(never)).answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              assertThat(catchThrowable(() -> chain.proceed(chain.request())))
                  .isInstanceOf(LlmTimeoutException.class);
              return chain.proceed(chain.request());
            }));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.firstToken(ofSeconds(2)));
    never.awaitArrivals(1);
    time.advance(ofSeconds(2));

    assertThat(answer.join().served().attempts())
        .extracting(attempt -> attempt.state())
        .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
    assertThat(answer.join().served().attempts().get(0).possiblyBilled()).isTrue();
  }

  @Test
  void theTotalIsACancelBelowAndATimeoutForTheCaller() {
    stage.fake.answers(script -> script.text("bl").waitFor(never));

    CompletableFuture<ChatResponse> answer = ask(Timeouts.total(ofSeconds(10)));
    never.awaitArrivals(1);
    time.advance(ofSeconds(10));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("total of PT10S");
    assertThat(failure.partial().text()).isEqualTo("bl");
    assertThat(diary.entries())
        .containsExactly("attempt: cancelled DEADLINE", "call: cancelled DEADLINE");
  }

  @Test
  void aProviderThatDoesNotLookAtItsTokenIsTooLateNevertheless() {
    stage.fake.answers(
        script ->
            script.deafToCancel().started().run(() -> time.advance(ofSeconds(5))).text("blue"));

    LlmException failure = failureOf(ask(Timeouts.firstToken(ofSeconds(2))));

    assertThat(failure).hasMessageContaining("first token clock of PT2S");
    assertThat(failure).isNotInstanceOf(StreamInterruptedException.class);
    assertThat(failure.partial()).isNull();
  }

  @Test
  void aClockThatRunsOutBetweenTwoReadsEndsTheAttemptToo() {
    stage.fake.answers(script -> script.deafToCancel().text("blue"));

    try (ChatStream stream = open(Timeouts.attempt(ofSeconds(2)))) {
      stream.next();
      stream.next();
      time.advance(ofSeconds(2));

      assertThat(catchThrowable(stream::next)).hasMessageContaining("attempt clock of PT2S");
    }
  }

  @Test
  void anAnswerThatIsCompleteWhenTheClockRunsOutIsDelivered() {
    stage.fake.answers(
        script -> script.deafToCancel().text("blue").run(() -> time.advance(ofSeconds(5))));

    assertThat(ask(Timeouts.attempt(ofSeconds(2))).join().text()).isEqualTo("blue");
  }

  @Test
  void noClockRunsOnWhenTheCallHasEnded() {
    Timeouts all =
        Timeouts.firstToken(ofSeconds(1))
            .idle(ofSeconds(1))
            .attempt(ofSeconds(1))
            .total(ofSeconds(1));
    stage
        .fake
        .answers(script -> script.text("bl").text("ue"))
        .fails(ErrorKind.SERVER)
        .answers(script -> script.text("bl").fail(ErrorKind.SERVER));

    ask(all).join();
    failureOf(ask(all));
    failureOf(ask(all));

    assertThat(time.tasks()).isZero();
  }

  private CompletableFuture<ChatResponse> ask(Timeouts timeouts) {
    return stage.llm().chatAsync(QUESTION.with(timeouts));
  }

  private ChatStream open(Timeouts timeouts) {
    return stage.llm().stream(QUESTION.with(timeouts));
  }

  private static LlmException failureOf(CompletableFuture<ChatResponse> answer) {
    Throwable thrown = catchThrowable(answer::join);
    assertThat(thrown).hasCauseInstanceOf(LlmException.class);
    return (LlmException) thrown.getCause();
  }
}
