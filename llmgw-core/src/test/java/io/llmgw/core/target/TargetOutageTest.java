package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.reaction.Onward;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls do about targets that fail, rest, or are gone; waits take no time here. */
class TargetOutageTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest ROUTED = QUESTION.withModel("any");
  private static final int OPENED_AFTER = 5;

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider first = ScriptedProvider.named("first");
  private final ScriptedProvider second = ScriptedProvider.named("second");
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(first)
          .provider(second)
          .defaultModel(first.model())
          .alias("any", Route.ordered(first.target(), second.target()))
          .time(time);
  private LlmClient llm;

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private void open() {
    leaks.of(first);
    leaks.of(second);
    llm = builder.build();
  }

  private LlmException failure(ChatRequest request) {
    return catchThrowableOfType(LlmException.class, () -> llm.chat(request));
  }

  private static LlmException refusal(ErrorKind kind, int status, Duration retryAfter) {
    return LlmException.of(kind, "refused").httpStatus(status).retryAfter(retryAfter).build();
  }

  private void breakFirst() {
    while (first.received() < OPENED_AFTER) {
      first.fails(ErrorKind.SERVER);
      failure(QUESTION.with(Retries.none()));
    }
  }

  @Test
  @Fault({"F106", "I14"})
  void anOpenBreakerIsToldAtOnceWithTheTimeOfTheNextTry() {
    open();
    breakFirst();
    long before = time.nanos();

    LlmException failure = failure(QUESTION);

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure).hasMessageContaining("breaker is open");
    assertThat(failure.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(failure.attempts()).isEmpty();
    assertThat(first.received()).isEqualTo(OPENED_AFTER);
    assertThat(time.nanos()).isEqualTo(before);
  }

  @Test
  @Fault("F106")
  void whenAllAreOpenTheFailureNamesAllAndTheEarliestTime() {
    open();
    second.always(script -> script.fail(ErrorKind.SERVER));
    breakFirst();
    while (second.received() < OPENED_AFTER) {
      failure(ROUTED);
    }
    int before = first.received() + second.received();

    LlmException failure = failure(ROUTED);

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure).hasMessageContaining("first/").hasMessageContaining("second/");
    assertThat(failure.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(first.received() + second.received()).isEqualTo(before);
  }

  @Test
  @Fault("F106")
  void aTargetWithAnOpenBreakerIsPassedOverUntilAProbeSucceeds() {
    open();
    breakFirst();
    second.always("from the second");

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");
    assertThat(first.received()).isEqualTo(OPENED_AFTER);
    first.always("from the first");
    time.advance(Duration.ofSeconds(5));

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the first");
    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the first");
  }

  @Test
  @Fault("F100")
  void atATotalOutageTheBreakerLetsAProbeThroughNowAndThen() {
    open();
    first.always(script -> script.fail(ErrorKind.SERVER));

    int calls = 1_000;
    for (int i = 0; i < calls; i++) {
      failure(QUESTION);
      time.advance(Duration.ofMillis(100));
    }

    assertThat(first.received()).isLessThan(30);
  }

  @Test
  @Fault("F105")
  void mistakesOfCallersOpenNothing() {
    open();
    first.always(script -> script.fail(ErrorKind.INVALID_REQUEST));

    for (int i = 0; i < 50; i++) {
      assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    assertThat(first.received()).isEqualTo(50);
  }

  @Test
  @Fault({"F102", "I14"})
  void ofManyCallsThatComeAsTheBreakerExpiresOneIsSent() {
    Races.repeat(
        repeat -> {
          VirtualTime clock = VirtualTime.create();
          ScriptedProvider fake = ScriptedProvider.named("fake");
          try (LlmClient raced =
              LlmClient.builder()
                  .provider(fake)
                  .defaultModel(fake.model())
                  .retries(Retries.none())
                  .time(clock)
                  .build()) {
            for (int i = 0; i < OPENED_AFTER; i++) {
              fake.fails(ErrorKind.SERVER);
              catchThrowableOfType(LlmException.class, () -> raced.chat(QUESTION));
            }
            clock.advance(Duration.ofSeconds(5));
            Gate answer = Gate.closed();
            fake.always(script -> script.waitFor(answer).text("blue"));
            AtomicInteger refused = new AtomicInteger();
            Races.Action[] calls = new Races.Action[16];
            for (int i = 0; i < calls.length; i++) {
              calls[i] =
                  () -> {
                    try {
                      raced.chat(QUESTION);
                    } catch (LlmException e) {
                      assertThat(e.kind()).isEqualTo(ErrorKind.NO_TARGET);
                      if (refused.incrementAndGet() == calls.length - 1) {
                        answer.open();
                      }
                    }
                  };
            }

            Races.together(calls);

            assertThat(fake.received()).isEqualTo(OPENED_AFTER + 1);
          }
        });
  }

  @Test
  @Fault("F103")
  void aProbeThatIsCancelledMakesRoomForTheNext() {
    open();
    breakFirst();
    time.advance(Duration.ofSeconds(5));
    first.answers(script -> script.started().hang());
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> probe =
        CompletableFuture.runAsync(
            () -> llm.prompt("Why?").cancelledBy(handle).send(), task -> new Thread(task).start());
    first.awaitReceived(OPENED_AFTER + 1);
    assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.NO_TARGET);
    handle.cancel();
    assertThat(probe).failsWithin(Duration.ofSeconds(20));

    first.always("blue");

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  @Fault("F103")
  void aProbeThatIsLeftInTheMiddleOfItsAnswerHasFoundTheTargetWell() {
    open();
    breakFirst();
    time.advance(Duration.ofSeconds(5));
    first.answers(script -> script.text("blu").hang());

    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.text().iterator().next()).isEqualTo("blu");
      assertThat(breaker()).isNotEqualTo(BreakerState.CLOSED);
    }

    Patience.until("the breaker to close", () -> breaker() == BreakerState.CLOSED);
  }

  @Test
  @Fault("F105")
  void soHasOneThatIsRefusedForItsRequest() {
    open();
    breakFirst();
    time.advance(Duration.ofSeconds(5));
    first.fails(ErrorKind.INVALID_REQUEST);

    assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);

    assertThat(breaker()).isEqualTo(BreakerState.CLOSED);
  }

  private BreakerState breaker() {
    return Objects.requireNonNull(llm.status().target(first.model())).breaker();
  }

  @Test
  @Fault("F029")
  void aModelThatIsGoneIsPassedOverForGood() {
    open();
    first.always(script -> script.fail(refusal(ErrorKind.MODEL_NOT_FOUND, 404, null)));
    second.always("from the second");
    assertThat(llm.chat(ROUTED).served().attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.MODEL_NOT_FOUND, null);

    time.advance(Duration.ofDays(30));

    assertThat(llm.chat(ROUTED).served().attempts()).hasSize(1);
    assertThat(first.received()).isEqualTo(1);
    LlmException alone = failure(QUESTION);
    assertThat(alone.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    assertThat(alone.retryAfter()).isNull();
  }

  @Test
  @Fault({"F045", "I15"})
  void anOverloadedTargetRestsForAsLongAsItSaysAndTheCallMovesOn() {
    open();
    first.answers(script -> script.fail(refusal(ErrorKind.OVERLOADED, 529, ofSeconds(60))));
    first.always("from the first");
    second.always("from the second");

    for (int i = 0; i < 60; i++) {
      assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");
      time.advance(ofSeconds(1));
    }

    assertThat(first.received()).isEqualTo(1);
    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the first");
  }

  @Test
  @Fault("F036")
  void whatWouldBeAWaitAloneIsAMoveWhereThereIsAnotherTarget() {
    open();
    first.always(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, ofSeconds(2))));
    second.always("from the second");

    ChatResponse answer = llm.chat(ROUTED);

    assertThat(answer.text()).isEqualTo("from the second");
    assertThat(answer.served().attempts()).hasSize(2);
    assertThat(time.nanos()).isZero();
  }

  @Test
  @Fault("F036")
  void whereAllRestForAMomentACallWaitsForTheFirst() {
    open();
    first.answers(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, ofSeconds(8))));
    second.answers(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, ofSeconds(20))));
    first.always("from the first");
    failure(ROUTED.with(Retries.none()));
    time.advance(ofSeconds(1));

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the first");

    assertThat(time.nanos()).isEqualTo(ofSeconds(8).toNanos());
  }

  @Test
  @Fault("F036")
  void whicheverOfThemThatIs() {
    open();
    first.answers(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, ofSeconds(8))));
    second.answers(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, ofSeconds(5))));
    second.always("from the second");
    failure(ROUTED.with(Retries.none()));

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");

    assertThat(time.nanos()).isEqualTo(ofSeconds(5).toNanos());
  }

  @Test
  @Fault("F036")
  void theLastOneThatIsLeftIsWaitedFor() {
    open();
    first.fails(ErrorKind.MODEL_NOT_FOUND);
    second.answers(script -> script.fail(refusal(ErrorKind.OVERLOADED, 529, ofSeconds(2))));
    second.always("from the second");

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");

    assertThat(time.nanos()).isEqualTo(ofSeconds(2).toNanos());
  }

  @Test
  @Fault("F036")
  void forTenSecondsAtMost() {
    open();
    first.answers(script -> script.fail(refusal(ErrorKind.OVERLOADED, 529, ofSeconds(10))));
    first.always("from the first");
    failure(QUESTION.with(Retries.none()));

    assertThat(llm.chat(QUESTION).text()).isEqualTo("from the first");

    assertThat(time.nanos()).isEqualTo(ofSeconds(10).toNanos());
  }

  @Test
  @Fault("F020")
  void andNotWhereNoTimeIsLeftThen() {
    open();
    first.answers(script -> script.fail(refusal(ErrorKind.OVERLOADED, 529, ofSeconds(8))));
    first.always("from the first");
    failure(QUESTION.with(Retries.none()));

    LlmException refused = failure(QUESTION.with(Timeouts.total(Duration.ofMillis(8_499))));

    assertThat(refused).isNotNull().returns(ErrorKind.OVERLOADED, LlmException::kind);
    assertThat(time.nanos()).as("at once").isZero();
    assertThat(llm.chat(QUESTION.with(Timeouts.total(Duration.ofMillis(8_500)))).text())
        .isEqualTo("from the first");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INVALID_REQUEST", "BLOCKED", "RESPONSE_LIMIT", "CONTENT_POLICY", "CONTEXT_LENGTH"})
  @Fault({"F023", "F024", "F025"})
  void whatNoOtherTargetWouldDoBetterIsFinal(ErrorKind kind) {
    open();
    first.always(script -> script.fail(kind));
    second.always("from the second");

    assertThat(failure(ROUTED).kind()).isEqualTo(kind);
    assertThat(second.received()).isZero();
  }

  @Test
  @Fault("F013")
  void whatThisProcessLacksIsSoughtOnceAtEachTarget() {
    open();
    first.always(script -> script.fail(ErrorKind.LOCAL_RESOURCE));
    second.always(script -> script.fail(ErrorKind.LOCAL_RESOURCE));

    assertThat(failure(ROUTED).kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
    assertThat(first.received()).isEqualTo(1);
    assertThat(second.received()).isEqualTo(1);
  }

  @Test
  void theTableMayBeChangedForAKind() {
    builder.failures(
        Reactions.standard().on(ErrorKind.CONTENT_POLICY, row -> row.onward(Onward.NEXT)));
    open();
    first.always(script -> script.fail(ErrorKind.CONTENT_POLICY));
    second.always("from the second");

    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");
  }

  @Test
  @Fault("F047")
  void theProvidersOwnWordCountsMoreThanTheTable() {
    ApiKey standingBy = ApiKey.of("b", "secret-of-b").weight(0);
    first.with(Keys.of(ApiKey.of("a", "secret-of-a"), standingBy));
    open();
    first.answers(
        script ->
            script.fail(
                LlmException.of(ErrorKind.AUTH, "not yet")
                    .httpStatus(401)
                    .retryable(true)
                    .build()));
    first.always("blue");

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");

    assertThat(first.calls()).extracting(ReceivedCall::keyAlias).containsExactly("a", "a", "a");
  }

  @Test
  void aTargetThatFailsInPartIsAskedWhereThereIsNoOther() {
    open();
    AtomicInteger calls = new AtomicInteger();
    first.always(
        (call, script) -> {
          if (calls.incrementAndGet() % 2 == 0) {
            script.fail(ErrorKind.SERVER);
          } else {
            script.text("blue");
          }
        });
    for (int i = 0; i < 100; i++) {
      catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION.with(Retries.none())));
    }

    assertThat(first.received()).isEqualTo(100);
    second.always("from the second");
    assertThat(llm.chat(ROUTED).text()).isEqualTo("from the second");
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  @Fault("I15")
  void aRepeatWaitsForItsOwnTimeWhereItsTargetRestsForLess() {
    open();
    first
        .answers(
            (call, script) -> {
              failure(QUESTION.with(Retries.none())); // somebody else's, meanwhile
              script.fail(refusal(ErrorKind.CONFLICT, 409, Duration.ofSeconds(6)));
            })
        .answers(script -> script.fail(refusal(ErrorKind.RATE_LIMIT, 429, Duration.ofSeconds(1))))
        .answers("blue");
    long begin = time.nanos();

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");

    Duration taken = Duration.ofNanos(time.nanos() - begin);
    assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
  }
}
