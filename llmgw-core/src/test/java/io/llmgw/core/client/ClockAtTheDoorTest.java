package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that fails as a call is asked for, by a door that answers later: so does the failure. */
@Fault("F092")
class ClockAtTheDoorTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final BrokenTime clock = new BrokenTime(time);
  private final Queue<Runnable> executor = new ConcurrentLinkedQueue<>();
  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .timeouts(Timeouts.total(Duration.ofMinutes(1)))
          .closeGrace(Duration.ZERO)
          .executor(executor::add)
          .observe(call -> outcome -> {})
          .time(clock)
          .build();

  /** What answers later. */
  private enum Later {
    SEND {
      @Override
      CompletableFuture<?> ask(LlmClient llm) {
        return llm.sendAsync(QUESTION);
      }
    },
    CHAT {
      @Override
      CompletableFuture<?> ask(LlmClient llm) {
        return llm.chatAsync(QUESTION);
      }
    },
    EMBED {
      @Override
      CompletableFuture<?> ask(LlmClient llm) {
        return llm.embedAsync(EmbeddingRequest.of("one"));
      }
    };

    abstract CompletableFuture<?> ask(LlmClient llm);
  }

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    clock.mend();
    llm.close();
  }

  private static Throwable failure(CompletableFuture<?> asked) {
    Patience.until("the call to fail", asked::isDone);
    return catchThrowable(asked::join).getCause();
  }

  private void expectNothingHeld() {
    assertThat(time.tasks()).isZero();
    assertThat(llm.status().queuedCalls()).isZero();
    assertThat(llm.status().openCalls()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aFutureFailsThoughItsCallCannotBegin(Later door) {
    clock.failIn("QueuedCall");

    assertThat(failure(door.ask(llm))).isInstanceOf(IllegalStateException.class);

    expectNothingHeld();
  }

  @ParameterizedTest
  @EnumSource
  void aFutureFailsThoughItsTotalCannotBeSet(Later door) {
    CancelHandle handle = new CancelHandle();
    AssertionError bug = new AssertionError("a bug of the host");
    clock.failIn("PendingAlarm", bug);

    assertThat(failure(door.ask(llm.cancelledBy(handle)))).isSameAs(bug);

    expectNothingHeld();
  }

  @ParameterizedTest
  @ValueSource(strings = {"QueuedCall", "PendingAlarm"})
  void aSubscriberIsToldWhoHasBeenGivenItsSubscription(String where) {
    AssertionError bug = new AssertionError("a bug of the host");
    clock.failIn(where, bug);
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);

    llm.publish(QUESTION).subscribe(subscriber);

    subscriber.awaitEnd();
    assertThat(subscriber.error()).isSameAs(bug);
    assertThat(subscriber.violations()).isEmpty();
    expectNothingHeld();
  }

  @ParameterizedTest
  @ValueSource(strings = {"expectEnd", "Unmade"})
  void aFutureOfAClosedClientSaysSoWhateverTheClockThrows(String where) {
    llm.close();
    clock.failIn(where, new AssertionError("a bug of the host"));

    Throwable told = failure(llm.chatAsync(QUESTION));

    assertThat(told).isInstanceOf(LlmException.class);
    assertThat(((LlmException) told).kind()).isEqualTo(ErrorKind.CLOSED);
    assertThat(clock.failures()).isPositive();
  }

  @Test
  void aSubscriberToAClosedClientIsToldSoWhateverTheClockThrows() {
    llm.close();
    clock.failIn("Unmade", new AssertionError("a bug of the host"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);

    llm.publish(QUESTION).subscribe(subscriber);

    subscriber.awaitEnd();
    assertThat(((LlmException) subscriber.error()).kind()).isEqualTo(ErrorKind.CLOSED);
    assertThat(clock.failures()).isPositive();
  }

  @Test
  void aCallThatIsCancelledInLineIsToldSoWhateverTheClockThrows() {
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> asked = llm.cancelledBy(handle).chatAsync(QUESTION);
    clock.failIn("QueuedCall", new AssertionError("a bug of the host"));

    handle.cancel();

    assertThat(failure(asked)).isInstanceOf(CallCancelledException.class);
    assertThat(clock.failures()).isPositive();
  }
}
