package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Fault("F093")
class ClientCloseTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final ClosingParts parts = new ClosingParts(fake);
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final VirtualTime time = VirtualTime.create();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @ParameterizedTest
  @EnumSource
  void waitsForCallsUnderWay(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    LlmClient llm = builder().build();
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    time.advance(LlmClientBuilder.DEFAULT_CLOSE_GRACE.minusNanos(1));
    assertThat(parts.closed()).isEmpty();
    gate.open();

    assertThat(visit.await().text()).isEqualTo("ab");
    close.get();
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @ParameterizedTest
  @EnumSource
  void cancelsCallsThatOutlastTheGrace(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    LlmClient llm = builder().build();
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    time.advance(LlmClientBuilder.DEFAULT_CLOSE_GRACE);

    close.get();
    expectShutDown(visit.await());
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
    expectCancelled(Reason.SHUTDOWN);
  }

  @ParameterizedTest
  @EnumSource
  void cancelsAtOnceWithoutGraceWhateverTheClock(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    LlmClient llm = builder().closeGrace(Duration.ZERO).build();
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    Aside.run(llm::close).get();

    expectShutDown(visit.await());
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F093")
  void refusesNewCallsFromTheBeginningOfItsClose(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate)).always("never");
    LlmClient llm = builder().build();
    Visit before = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");

    DoorResult during = door.open(llm, QUESTION);
    gate.open();
    before.await();
    close.get();
    DoorResult after = door.open(llm, QUESTION);

    assertThat(during.errorKind()).isEqualTo(ErrorKind.CLOSED);
    assertThat(after.errorKind()).isEqualTo(ErrorKind.CLOSED);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void endsAStreamThatNobodyReads() {
    fake.answers(script -> script.text("a").hang());
    LlmClient llm = builder().closeGrace(Duration.ZERO).build();
    ChatStream stream = llm.stream(QUESTION);

    Aside.run(llm::close).get();

    assertThat(Aside.call(stream::next).failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTDOWN));
    expectCancelled(Reason.SHUTDOWN);
  }

  @Test
  void closesItsPartsOnceHoweverOftenItIsClosed() {
    LlmClient llm = builder().build();
    fake.answers("a");
    llm.chat(QUESTION);

    Races.Action close =
        () -> {
          llm.close();
          assertThat(parts.closed()).hasSize(2);
        };
    Races.together(close, close, close, close, close, close, close, close);
    llm.close();

    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @Test
  void waitsForTheFirstCloseInALaterOne() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    LlmClient llm = builder().build();
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    Aside<Boolean> first = Aside.run(llm::close).awaitBlockedIn("close");

    Aside<Boolean> later = Aside.run(llm::close).awaitBlockedIn("close");
    assertThat(later.isDone()).isFalse();
    gate.open();

    first.get();
    later.get();
    assertThat(visit.await().ending()).isEqualTo(Ending.SUCCEEDED);
  }

  @Test
  void closesWhatIsLeftWhenOnePartFailsToClose() {
    for (Throwable problem : List.of(new IllegalStateException(), new NoClassDefFoundError())) {
      ClosingParts mine = new ClosingParts(fake);
      LlmClient llm =
          LlmClient.builder()
              .provider(mine.provider(() -> sneak(problem)))
              .use(mine.feature())
              .build();

      Aside.run(llm::close).get();
      Aside.run(llm::close).get();

      assertThat(mine.closed()).hasSize(2);
    }
  }

  @Test
  void passesByAPartWhoseCloseDoesNotComeBack() {
    Gate gate = Gate.closed();
    LlmClient llm =
        LlmClient.builder()
            .provider(parts.provider(() -> passUninterruptibly(gate)))
            .use(parts.feature())
            .closeGrace(Duration.ZERO)
            .build();

    Aside<Boolean> close = Aside.run(llm::close);
    gate.awaitArrivals(1);

    close.get();
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
    gate.open();
  }

  @Test
  void aPartThatClosesTheClientAgainDoesNotWaitForItself() {
    AtomicReference<LlmClient> llm = new AtomicReference<>();
    llm.set(
        LlmClient.builder()
            .provider(parts.provider(() -> llm.get().close()))
            .use(parts.feature())
            .closeGrace(Duration.ofSeconds(Long.MAX_VALUE))
            .build());

    Aside.run(llm.get()::close).get();

    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @Test
  void onePartThatDoesNotComeBackCostsNoOtherAnyTime() {
    Gate gate = Gate.closed();
    ClosingParts sound = new ClosingParts(ScriptedProvider.named("sound"));
    LlmClient llm =
        LlmClient.builder()
            .provider(parts.provider(() -> passUninterruptibly(gate)))
            .provider(sound.provider())
            .closeGrace(Duration.ofSeconds(Long.MAX_VALUE))
            .build();

    Aside<Boolean> close = Aside.run(llm::close);
    gate.awaitArrivals(1);

    Patience.until("the other one to be closed", () -> !sound.closed().isEmpty());
    gate.open();
    close.get();
  }

  @Test
  void waitsForTheCloseOfAPartAlsoWhenItIsInterrupted() {
    Gate gate = Gate.closed();
    LlmClient llm =
        LlmClient.builder()
            .provider(parts.provider(() -> passUninterruptibly(gate)))
            .use(parts.feature())
            .build();
    Aside<Boolean> close =
        Aside.call(
            () -> {
              Thread.currentThread().interrupt();
              llm.close();
              return Thread.currentThread().isInterrupted();
            });
    gate.awaitArrivals(1);

    assertThat(parts.closed()).doesNotContain("feature");
    gate.open();

    assertThat(close.get()).isTrue();
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @Test
  void cancelsAtOnceWhenItIsInterruptedAndKeepsTheFlag() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    LlmClient llm = builder().build();
    Visit visit = Door.CHAT_ASYNC.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    Aside<Boolean> close =
        Aside.call(
            () -> {
              llm.close();
              return Thread.currentThread().isInterrupted();
            });
    close.awaitBlockedIn("close");
    close.thread().interrupt();

    assertThat(close.get()).isTrue();
    expectShutDown(visit.await());
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @Test
  void holdsNothingThatOthersNeedWhileItCancelsBecauseItWasInterrupted() {
    Gate gate = Gate.closed();
    fake.always(script -> script.text("a").waitFor(gate));
    AtomicReference<Visit> other = new AtomicReference<>();
    AtomicBoolean otherEnded = new AtomicBoolean();
    Interceptor cancelsTheOther =
        chain -> {
          if (gate.arrivals() == 0) { // the first call alone
            chain
                .context()
                .cancellation()
                .onCancel(
                    () -> {
                      other.get().cancel();
                      otherEnded.set(Patience.comesTrue(Patience.limit(), other.get()::isDone));
                    });
          }
          return chain.proceed(chain.request());
        };
    LlmClient llm = builder().use(cancelsTheOther).build();
    Visit first = Door.CHAT_ASYNC.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    other.set(Door.CHAT.enter(llm, QUESTION));
    gate.awaitArrivals(2);
    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");

    close.thread().interrupt();

    close.get();
    assertThat(otherEnded).isTrue();
    expectShutDown(first.await());
  }

  @Test
  void givesUpOnACallThatDoesNotReact() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").run(() -> passUninterruptibly(gate)).text("b"));
    LlmClient llm = builder().closeGrace(Duration.ofSeconds(Long.MAX_VALUE)).build();
    Visit visit = Door.STREAM.enter(llm, QUESTION);
    gate.awaitArrivals(1);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    close.thread().interrupt();
    tap.atOutcome(outcome -> {});
    Patience.until("the patience to be scheduled", () -> time.tasks() > 0);
    Patience.until(
        "the close to give up",
        () -> {
          time.advance(Duration.ofSeconds(1));
          return close.isDone();
        });

    close.get();
    gate.open();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void doesNotWaitForTheCallbackThatClosesIt() {
    fake.always("a");
    LlmClient one = builder().build();
    boolean[] interrupted = {true};

    one.chatAsync(QUESTION)
        .thenAccept(
            answer -> {
              one.close();
              interrupted[0] = Thread.currentThread().isInterrupted();
            })
        .orTimeout(2, java.util.concurrent.TimeUnit.SECONDS)
        .join();

    assertThat(interrupted[0]).isFalse();
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(parts.provider())
        .defaultModel(fake.model())
        .use(parts.feature())
        .use(tap)
        .time(time);
  }

  private static void expectShutDown(DoorResult result) {
    assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(((CallCancelledException) result.error()).reason()).isEqualTo(Reason.SHUTDOWN);
  }

  private void expectCancelled(Reason reason) {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(reason));
    assertThat(tap.outcomes()).hasSize(1);
  }

  private static void passUninterruptibly(Gate gate) {
    gate.arrive();
    Patience.until("a gate to open", gate::isOpen);
  }

  private static void sneak(Throwable problem) {
    if (problem instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) problem;
  }
}
