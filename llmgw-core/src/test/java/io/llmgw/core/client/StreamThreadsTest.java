package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One thread reads a stream, any thread ends it. */
class StreamThreadsTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final TapLink inner = TapLink.in(Slot.ATTEMPT);
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap).use(inner).build();

  /** The two ways to end a stream early. */
  enum End {
    CLOSE(ChatStream::close),
    CANCEL(ChatStream::cancel);

    private final Consumer<ChatStream> action;

    End(Consumer<ChatStream> action) {
      this.action = action;
    }
  }

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void refusesASecondReaderWhileTheFirstIsBlocked() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    try (ChatStream stream = open()) {
      Aside<String> reader = Aside.call(() -> stream.response().text());
      gate.awaitArrivals(1);

      assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);

      gate.open();
      assertThat(reader.get()).isEqualTo("ab");
    }
  }

  @Test
  void neverTellsASecondReaderThatTheAnswerHasEnded() {
    fake.always(script -> script.endless("x"));
    Races.repeat(
        repeat -> {
          try (ChatStream stream = open()) {
            Races.Action reader =
                () -> {
                  for (int i = 0; i < 500; i++) {
                    try {
                      assertThat(stream.next()).isNotNull();
                    } catch (IllegalStateException twoReaders) {
                      Thread.onSpinWait();
                    }
                  }
                };
            Races.together(reader, reader);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void endsAReaderThatIsBlocked(End end) {
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();
    Aside<Boolean> reader = Aside.run(() -> stream.forEach(event -> {}));
    reader.awaitBlockedIn("waitFor");

    end.action.accept(stream);

    assertThat(reader.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CALLER));
    assertThat(tap.outcomes()).hasSize(1);
    expectCancelled(tap.awaitOutcome());
    fake.awaitNoOpenStreams();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotWaitForTheSettlementThatTheReaderIsBusyWith(End end) {
    Gate slow = Gate.closed();
    inner.atOutcome(outcome -> pass(slow));
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();
    Aside<Boolean> reader = Aside.run(() -> stream.forEach(event -> {}));
    reader.awaitBlockedIn("waitFor");

    end.action.accept(stream);

    slow.awaitArrivals(1);
    assertThat(reader.isDone()).isFalse();
    slow.open();
    reader.failure();
    expectCancelled(tap.awaitOutcome());
  }

  @ParameterizedTest
  @EnumSource
  void unwindsOnAThreadOfTheEngineWhenNobodyReads(End end) {
    Gate slow = Gate.closed();
    inner.atOutcome(outcome -> pass(slow));
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();

    end.action.accept(stream);

    slow.awaitArrivals(1);
    assertThat(tap.outcomes()).isEmpty();
    slow.open();
    expectCancelled(inner.awaitOutcome());
    expectCancelled(tap.awaitOutcome());
    assertThat(tap.threads().get(0)).isNotSameAs(Thread.currentThread());
    assertThat(tap.threads().get(0).getName()).startsWith("llmgw-");
    fake.awaitNoOpenStreams();
  }

  @Test
  void unwindsWhenItIsCancelledWhileAnEventIsOnItsWay() {
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();
    tap.atEvent(event -> stream.cancel());

    assertThat(stream.next()).isInstanceOf(Started.class);

    expectCancelled(tap.awaitOutcome());
    fake.awaitNoOpenStreams();
    stream.close();
  }

  @Test
  void throwsTheCancellationAfterEverythingIsSettled() {
    Gate slow = Gate.closed();
    inner.atOutcome(outcome -> pass(slow));
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();
    stream.cancel();
    slow.awaitArrivals(1);

    Aside<LlmEvent> reader = Aside.call(stream::next);
    reader.awaitBlockedIn("next");
    assertThat(reader.isDone()).isFalse();
    slow.open();

    assertThat(reader.failure()).isInstanceOf(CallCancelledException.class);
    assertThat(tap.outcomes()).hasSize(1);
    stream.close();
  }

  @Test
  void throwsTheCancellationAfterEverythingIsSettledByTheReader() {
    fake.always(script -> script.text("a").hang());
    Races.repeat(
        repeat -> {
          int before = tap.outcomes().size();
          try (ChatStream stream = open()) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Races.together(
                stream::cancel,
                () -> {
                  try {
                    stream.forEach(event -> {});
                  } catch (CallCancelledException e) {
                    failure.set(e);
                    assertThat(tap.outcomes()).hasSize(before + 1);
                  }
                });
            assertThat(failure.get()).isNotNull();
          }
        });
    fake.awaitNoOpenStreams();
  }

  @Test
  void settlesAsCompleteWhatWasCompleteBeforeTheClose() {
    fake.answers("a");
    ChatStream stream = open();
    inner.atEvent(
        event -> {
          if (event instanceof Completed) {
            stream.close();
          }
        });

    assertThat(stream.next()).isInstanceOf(Started.class);
    stream.next();

    assertThat(stream.next()).isInstanceOf(Completed.class);
    assertThat(tap.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
    assertThat(inner.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
  }

  @Test
  void tellsTapAndReaderTheSameWhenACloseMeetsTheEnd() {
    fake.always("a");
    Races.repeat(
        repeat -> {
          for (int i = 0; i < 15; i++) {
            closeAtTheEnd();
          }
        });
  }

  private void closeAtTheEnd() {
    int before = tap.outcomes().size();
    ChatStream stream = open();
    stream.next();
    stream.next();
    AtomicReference<Object> seen = new AtomicReference<>();
    Races.together(
        stream::close,
        () -> {
          try {
            seen.set(stream.next());
          } catch (CallCancelledException | IllegalStateException e) {
            seen.set(e);
          }
        });
    Outcome outcome = tap.awaitOutcomes(before + 1).get(before);
    if (seen.get() instanceof Completed) {
      assertThat(outcome).isInstanceOf(Outcome.Success.class);
    } else {
      assertThat(seen.get()).isInstanceOf(RuntimeException.class);
      expectCancelled(outcome);
    }
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  private static void expectCancelled(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.CALLER));
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new AssertionError("a settlement was interrupted", e);
    }
  }
}
