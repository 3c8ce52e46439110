package io.llmgw.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A JVM that is at the limit of its threads. */
@Fault({"F013", "F091", "F097"})
class NoThreadsTest {
  private static final String NO_THREAD = "unable to create native thread";
  private static final ThreadFactory EXHAUSTED =
      task -> {
        throw new OutOfMemoryError(NO_THREAD);
      };

  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @Test
  void aFlightIsToldThatThereIsNone() throws InterruptedException {
    for (EngineThreads threads : ofBothKinds()) {
      assertThat(threads.tryExecute(() -> {})).isFalse();
      assertThat(threads.close(Countdown.of(TimeSource.system(), Duration.ofSeconds(1)))).isTrue();
    }
  }

  @Test
  void cleaningUpIsDoneInLineAtLast() throws InterruptedException {
    for (EngineThreads threads : ofBothKinds()) {
      AtomicReference<Thread> ran = new AtomicReference<>();

      threads.cleanUp(() -> ran.set(Thread.currentThread()));

      assertThat(ran).hasValue(Thread.currentThread());
      assertThat(threads.close(Countdown.of(TimeSource.system(), Duration.ofSeconds(1)))).isTrue();
    }
  }

  private static EngineThreads[] ofBothKinds() {
    return new EngineThreads[] {
      new EngineThreads(null, EXHAUSTED, role -> EXHAUSTED),
      new EngineThreads(null, null, role -> EXHAUSTED)
    };
  }

  @Test
  void anOpenPublicationGoesOn() {
    fake.answers(script -> script.text("a").text("b"));
    AtomicInteger tasks = new AtomicInteger();
    Executor once =
        task -> {
          if (tasks.getAndIncrement() > 0) {
            throw new OutOfMemoryError(NO_THREAD);
          }
          new Thread(task, "test-host").start();
        };
    try (LlmClient llm = client(once)) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
      llm.prompt("q").publish().subscribe(subscriber);
      subscriber.awaitItems(1);

      subscriber.request(1);
      subscriber.awaitItems(2);
      subscriber.request(9);

      subscriber.awaitEnd();
      assertThat(subscriber.isCompleted()).isTrue();
      assertThat(subscriber.violations()).isEmpty();
    }
  }

  @Test
  void aCallThatCannotBeginSaysSoByItsOwnDoor() {
    Executor never =
        task -> {
          throw new OutOfMemoryError(NO_THREAD);
        };
    try (LlmClient llm = client(never)) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);

      llm.prompt("q").publish().subscribe(subscriber);

      subscriber.awaitEnd();
      assertThat(subscriber.error()).isInstanceOf(OutOfMemoryError.class).hasMessage(NO_THREAD);
      assertThatThrownBy(llm.prompt("q").async()::join)
          .cause()
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage(NO_THREAD);
      assertThat(llm.status().openCalls()).isZero();
      assertThat(llm.prompt("q").send().text()).isEqualTo("a");
    }
  }

  private LlmClient client(Executor host) {
    fake.always("a");
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).executor(host).build();
  }
}
