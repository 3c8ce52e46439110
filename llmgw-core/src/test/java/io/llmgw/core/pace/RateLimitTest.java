package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests and tokens per minute, on a clock that only the test moves. */
class RateLimitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  /** The least time after which what was let in in one moment is forgotten, whenever that was. */
  private static final Duration MINUTE = Duration.ofSeconds(61);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder client(TargetLimits limits) {
    leaks.of(fake);
    return LlmClient.builder()
        .provider(fake)
        .alias("smart", target("fake/m").limits(limits))
        .defaultModel("smart")
        .retries(Retries.none())
        .time(time);
  }

  private LlmException failure(ChatRequest request) {
    return catchThrowableOfType(LlmException.class, () -> llm.chat(request));
  }

  /** How many of so many calls at once get through; the others are refused here. */
  private int admitted(int calls, ChatRequest request) {
    int before = fake.received();
    AtomicInteger refused = new AtomicInteger();
    Races.Action[] actions = new Races.Action[calls];
    Arrays.fill(
        actions,
        (Races.Action)
            () -> {
              try {
                llm.chat(request);
              } catch (LlmException e) {
                assertThat(e.kind()).isEqualTo(ErrorKind.NO_TARGET);
                assertThat(e.attempts()).isEmpty();
                refused.incrementAndGet();
              }
            });
    Races.together(actions);
    int admitted = fake.received() - before;
    assertThat(admitted + refused.get()).isEqualTo(calls);
    return admitted;
  }

  private static ChatRequest answeredIn(int tokens) {
    return ChatRequest.builder().user("Why?").maxOutputTokens(tokens).build();
  }

  private static Usage usage(long input, long output) {
    return Usage.builder()
        .reported(TokenKind.INPUT, input)
        .reported(TokenKind.OUTPUT, output)
        .build();
  }

  @Test
  @Fault({"F114", "I5"})
  void twoHundredThreadsGetFiftyRequestsAMinuteAndNoMore() {
    fake.always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(50)).build();

    assertThat(admitted(200, QUESTION)).isEqualTo(50);
    time.advance(Duration.ofSeconds(45));
    assertThat(admitted(20, QUESTION)).isZero();
    time.advance(MINUTE.minusSeconds(45));
    assertThat(admitted(200, QUESTION)).isEqualTo(50);
  }

  @Test
  @Fault({"F115", "I5"})
  void tokensAreReservedBeforeAnythingIsSent() {
    AtomicReference<Gate> answer = new AtomicReference<>();
    fake.always((call, script) -> script.waitFor(answer.get()).text("blue").usage(usage(40, 60)));
    llm = client(TargetLimits.perTarget().tokensPerMinute(3_000)).build();

    Races.repeat(
        repeat -> {
          Gate gate = Gate.closed();
          answer.set(gate);
          AtomicInteger refused = new AtomicInteger();
          Races.Action call =
              () -> {
                try {
                  llm.chat(answeredIn(2_000)); // two thirds of all
                } catch (LlmException e) {
                  refused.incrementAndGet();
                }
                if (refused.get() == 4) {
                  gate.open();
                }
              };
          Races.together(call, call, call, call, call);
          assertThat(fake.received()).isEqualTo(repeat);
          assertThat(refused).hasValue(4);
          time.advance(MINUTE);
        });
  }

  @Test
  @Fault("F116")
  void whatWasEstimatedTooHighIsGivenBackAtOnce() {
    fake.always(script -> script.text("blue").usage(usage(40, 60)));
    llm = client(TargetLimits.perTarget().tokensPerMinute(3_000)).build();

    for (int i = 0; i < 10; i++) {
      llm.chat(answeredIn(2_000));
    }

    assertThat(fake.received()).isEqualTo(10);
    assertThat(failure(answeredIn(2_100)).kind())
        .as("1,000 are used")
        .isEqualTo(ErrorKind.NO_TARGET);
  }

  @Test
  @Fault("F116")
  void whatWasEstimatedTooLowIsADebtOfTheMinutesThatFollow() {
    fake.answers(script -> script.text("blue").usage(usage(40, 5_000))).always("blue");
    llm = client(TargetLimits.perTarget().tokensPerMinute(3_000)).build();

    llm.chat(answeredIn(100));

    LlmException refused = failure(answeredIn(100));
    assertThat(refused).hasMessageContaining("3000 tokens/min per target");
    assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(60), MINUTE);
    time.advance(refused.retryAfter());
    assertThat(llm.chat(answeredIn(100)).text()).isEqualTo("blue");
  }

  @Test
  @Fault("F118")
  void whatIsRefusedOrTurnedAwayUsesNoTokens() {
    fake.fails(ErrorKind.SERVER).fails(ErrorKind.RATE_LIMIT).always("blue");
    llm = client(TargetLimits.perTarget().tokensPerMinute(3_000)).build();

    assertThat(failure(answeredIn(2_000)).kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(failure(answeredIn(2_000)).kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    for (int i = 0; i < 5; i++) {
      llm.chat(answeredIn(10));
      assertThat(admitted(1, answeredIn(2_999))).as("refused, and not charged").isZero();
    }
  }

  @Test
  @Fault("F119")
  void requestsAndTokensAreForgottenEachByTheirOwnTime() {
    fake.answers(script -> script.text("blue").usage(usage(1_000, 1_900))).always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(2).tokensPerMinute(3_000)).build();
    llm.chat(answeredIn(10));
    time.advance(Duration.ofSeconds(30));

    assertThat(failure(answeredIn(500))).hasMessageContaining("tokens/min");
    assertThat(llm.chat(answeredIn(10)).text()).isEqualTo("blue");
    assertThat(failure(answeredIn(10))).hasMessageContaining("2 requests/min");
    time.advance(MINUTE.minusSeconds(30));

    assertThat(llm.chat(answeredIn(2_000)).text()).isEqualTo("blue");
    assertThat(failure(answeredIn(10))).hasMessageContaining("2 requests/min");
  }

  @Test
  void aRequestThatIsLargerThanTheLimitGoesAlone() {
    fake.always("blue");
    llm = client(TargetLimits.perTarget().tokensPerMinute(100)).build();

    assertThat(admitted(5, QUESTION)).as("500 tokens are assumed of each").isPositive();
    time.advance(MINUTE);
    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  @Fault({"F125", "I26"})
  void theTimeOfDayGrantsNothing() {
    fake.always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(1)).build();
    llm.chat(QUESTION);

    time.shiftWallClock(Duration.ofHours(1));
    assertThat(failure(QUESTION).retryAfter()).isBetween(Duration.ofSeconds(60), MINUTE);
    time.shiftWallClock(Duration.ofHours(-2));
    assertThat(failure(QUESTION).retryAfter()).isBetween(Duration.ofSeconds(60), MINUTE);
  }

  @Test
  void limitsPerKeyAddUpAndTheCallTakesTheKeyThatHasRoom() {
    fake.with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y"), ApiKey.of("spare", "z").weight(0)));
    fake.always("blue");
    llm = client(TargetLimits.perKey().requestsPerMinute(10)).build();

    assertThat(admitted(25, QUESTION)).isEqualTo(25);
    assertThat(fake.calls())
        .extracting(ReceivedCall::keyAlias)
        .filteredOn("spare"::equals)
        .hasSize(5);
    assertThat(admitted(25, QUESTION)).isEqualTo(5);
  }

  @Test
  void aLimitThatEndsSoonIsWaitedFor() {
    time = VirtualTime.skipping();
    fake.always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(1)).build();
    llm.chat(QUESTION);
    time.advance(Duration.ofSeconds(52));

    assertThat(llm.chat(QUESTION).served().trail())
        .anySatisfy(
            entry ->
                assertThat(entry.note())
                    .isEqualTo(
                        "fake/m has reached its limit: 1 requests/min per target: waits for its"
                            + " turn"));

    assertThat(time.nanos()).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void theLimitIsNothingToTheBreakerAndTheKey() {
    fake.always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(1)).build();
    llm.chat(QUESTION);

    assertThat(admitted(40, QUESTION)).isZero();
    time.advance(MINUTE);

    assertThat(llm.explain(QUESTION).skipped()).isEmpty();
    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }
}
