package io.llmgw.core.pace;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.CallObserver.Observation;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the grants that a call takes, and how long it waits for one. */
class GrantsOfACallTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final TargetLimits ONE_PER_KEY = TargetLimits.perKey().concurrency(1);
  private static final TargetLimits ONE_A_MINUTE = TargetLimits.perTarget().requestsPerMinute(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Gate gate = Gate.closed();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder client(TargetLimits limits, VirtualTime clock) {
    leaks.of(fake);
    return LlmClient.builder()
        .provider(fake)
        .alias("smart", Route.target("fake/m").limits(limits))
        .defaultModel("smart")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .time(clock);
  }

  private List<String> keys() {
    return fake.calls().stream().map(ReceivedCall::keyAlias).toList();
  }

  private static LlmException refused() {
    return LlmException.of(ErrorKind.AUTH, "revoked").httpStatus(401).build();
  }

  private Aside<String> inLine() {
    Aside<String> call = Aside.call(() -> llm.chat(QUESTION).text());
    time.awaitSleepers(1);
    return call;
  }

  @Test
  void aKeyThatIsRefusedWhileACallWaitsForItIsNotUsedThen() {
    Gate refusal = Gate.closed();
    fake.with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.answers(script -> script.text("one").waitFor(refusal).fail(refused()))
        .answers(script -> script.text("two").waitFor(gate))
        .always("three");
    llm = client(ONE_PER_KEY, time).build();
    ChatStream first = llm.stream(QUESTION);
    ChatStream second = llm.stream(QUESTION);
    Aside<String> third = inLine();

    refusal.open();
    assertThat(catchThrowable(first::response)).isInstanceOf(LlmException.class);
    gate.open();
    second.response();

    assertThat(third.get()).isEqualTo("three");
    assertThat(keys().get(2)).isEqualTo(keys().get(1)).isNotEqualTo(keys().get(0));
  }

  @Test
  void oneThatTheCallHasTriedIsNotTakenForAnotherThatIsInUse() {
    fake.with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.answers(script -> script.text("one").waitFor(gate))
        .answers(script -> script.fail(refused()))
        .always("two");
    llm =
        client(ONE_PER_KEY, time)
            .failures(
                Reactions.standard()
                    .on(ErrorKind.AUTH, row -> row.rest(Rest.NOTHING, Duration.ZERO)))
            .build();
    ChatStream first = llm.stream(QUESTION);
    Aside<String> second = inLine();

    gate.open();
    first.response();

    assertThat(second.get()).isEqualTo("two");
    assertThat(keys().get(2)).isEqualTo(keys().get(0)).isNotEqualTo(keys().get(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void oneThatStandsByIsTakenWhereAllOthersAreInUse(long seed) {
    fake.with(
        Keys.of(ApiKey.of("standby", "z").weight(0), ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.always(script -> script.text("one").waitFor(gate));
    llm = client(ONE_PER_KEY, time).routing(Routing.DEFAULT.seed(seed)).build();

    List<ChatStream> streams =
        List.of(llm.stream(QUESTION), llm.stream(QUESTION), llm.stream(QUESTION));

    assertThat(keys()).last().isEqualTo("standby");
    assertThat(keys()).containsOnlyOnce("a", "b");
    gate.open();
    streams.forEach(ChatStream::response);
  }

  @Test
  void callsWithAKeyGoInTheOrderInWhichTheyCame() {
    fake.with(Keys.of("secret"));
    fake.answers(script -> script.text("one").waitFor(gate)).always("blue");
    llm = client(ONE_PER_KEY, time).build();
    ChatStream first = llm.stream(QUESTION);
    for (int i = 1; i <= 4; i++) {
      ChatRequest next = ChatRequest.of("Question " + i);
      Aside.call(() -> llm.chat(next));
      time.awaitSleepers(i);
    }

    gate.open();
    first.response();
    fake.awaitReceived(5);

    for (int i = 1; i <= 4; i++) {
      ChatRequest sent = (ChatRequest) fake.requests().get(i);
      assertThat(sent.content().messages().get(0).text()).isEqualTo("Question " + i);
    }
    fake.awaitNoOpenStreams();
  }

  @Test
  void aGrantThatIsThereInTenSecondsIsWaitedFor() {
    VirtualTime skipping = VirtualTime.skipping();
    skipping.advance(ofSeconds(77));
    fake.always("blue");
    llm = client(ONE_A_MINUTE, skipping).build();
    llm.chat(QUESTION);
    skipping.advance(ofSeconds(51));

    assertThat(llm.chat(QUESTION).served().attempts().get(0).waits())
        .containsExactly(new AttemptWait(ofSeconds(10), AttemptWait.Reason.LIMIT));
  }

  @Test
  void eachAttemptTakesOneOfItsOwn() {
    VirtualTime skipping = VirtualTime.skipping();
    fake.fails(ErrorKind.SERVER).always("blue");
    llm = client(TargetLimits.perTarget().requestsPerMinute(2), skipping).build();

    assertThat(llm.chat(QUESTION.with(Retries.upTo(2))).served().attempts()).hasSize(2);

    assertThat(catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION)).kind())
        .isEqualTo(ErrorKind.NO_TARGET);
  }

  @Test
  void andGivesItBack() {
    fake.fails(ErrorKind.SERVER).always("blue");
    llm = client(TargetLimits.perTarget().concurrency(1), VirtualTime.skipping()).build();

    llm.chat(QUESTION.with(Retries.upTo(2)));

    assertThat(llm.chat(QUESTION).served().attempts().get(0).waits()).isEmpty();
  }

  @Test
  void whoIsInterruptedInLineHasTheInterruptBack() throws InterruptedException {
    fake.answers(script -> script.text("one").waitFor(gate));
    llm = client(TargetLimits.perTarget().concurrency(1), time).build();
    ChatStream first = llm.stream(QUESTION);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              failure.set(catchThrowable(() -> llm.chat(QUESTION)));
              interrupted.set(Thread.currentThread().isInterrupted());
            },
            "llmgw-test-caller");
    caller.start();
    time.awaitSleepers(1);

    caller.interrupt();
    caller.join();

    assertThat(failure.get()).isInstanceOf(CallCancelledException.class);
    assertThat(interrupted).isTrue();
    gate.open();
    first.response();
  }

  @Test
  void theTrailSaysWhereARepeatGetsNone() {
    List<String> notes = new CopyOnWriteArrayList<>();
    fake.always(script -> script.fail(ErrorKind.SERVER));
    llm = client(ONE_A_MINUTE, VirtualTime.skipping()).observe(call -> noting(notes)).build();

    assertThat(catchThrowable(() -> llm.chat(QUESTION.with(Retries.upTo(2))))).isNotNull();

    assertThat(notes).last().isEqualTo("no repeat: there is no grant at fake/m");
  }

  @Test
  void andWhereTheBreakerHasOpenedInLine() {
    List<String> notes = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      fake.fails(ErrorKind.SERVER);
    }
    fake.answers(script -> script.text("one").waitFor(gate).fail(ErrorKind.STREAM_BROKEN));
    llm =
        client(TargetLimits.perTarget().concurrency(1), time)
            .observe(call -> noting(notes))
            .build();
    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(() -> llm.chat(QUESTION))).isNotNull();
    }
    Aside<?> repeating = Aside.call(() -> llm.chat(QUESTION.with(Retries.upTo(2))));
    time.awaitSleepers(1);
    ChatStream stream = llm.stream(QUESTION);
    time.advanceToNext();
    time.awaitSleepers(1); // it stands in line again

    gate.open();
    assertThat(catchThrowable(stream::response)).isNotNull();

    assertThat(((LlmException) repeating.failure()).kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(notes).contains("no repeat: the breaker of fake/m is open");
  }

  private static Observation noting(List<String> notes) {
    return outcome -> outcome.served().trail().forEach(entry -> notes.add(entry.note()));
  }

  @Test
  void oneThatIsThereTooLateForTheDeadlineIsToldWithItsTime() {
    fake.always("blue");
    llm = client(ONE_A_MINUTE, time).build();
    llm.chat(QUESTION);
    time.advance(ofSeconds(56));

    LlmException failure =
        catchThrowableOfType(
            LlmException.class, () -> llm.chat(QUESTION.with(Timeouts.total(ofSeconds(3)))));

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure.retryAfter()).isEqualTo(ofSeconds(5));
  }

  @Test
  void oneOfWhichNobodyKnowsTheTimeIsToldWithoutOne() {
    fake.answers(script -> script.text("one").waitFor(gate));
    llm = client(TargetLimits.perTarget().concurrency(1), VirtualTime.skipping()).build();
    ChatStream first = llm.stream(QUESTION);

    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure.retryAfter()).isNull();
    gate.open();
    first.response();
  }
}
