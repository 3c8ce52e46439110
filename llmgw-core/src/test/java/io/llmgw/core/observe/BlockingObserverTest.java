package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.client.Aside;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An observer that blocks holds the thread of its call, and what else it does not. */
@Timeout(30)
class BlockingObserverTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Gate stuck = Gate.closed();
  private final Blocking blocking = new Blocking();
  private final Executor threads = task -> new Thread(task, "of the host").start();
  private LlmClient llm = builder().executor(threads).build();

  private LlmClientBuilder builder() {
    return builder(time);
  }

  private LlmClientBuilder builder(TimeSource time) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(time)
        .timeouts(Timeouts.total(TOTAL))
        .closeGrace(Duration.ZERO)
        .observe(blocking);
  }

  @BeforeEach
  void answer() {
    leaks.of(fake);
    fake.always("blue");
  }

  @AfterEach
  void letGo() {
    stuck.open();
    llm.close();
  }

  private CompletableFuture<?> ask() {
    CompletableFuture<?> answer = llm.chatAsync(QUESTION);
    stuck.awaitArrivals(1);
    return answer;
  }

  @Test
  void theFutureOfItsCallFailsWithTheTotalThoughTheThreadDoesNotComeBack() {
    CompletableFuture<?> answer = ask();

    time.advance(TOTAL);
    time.advance(PATIENCE.minusMillis(1));
    assertThat(answer).isNotDone();
    time.advance(Duration.ofMillis(1));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("thread");
    assertThat(time.tasks()).isZero();
  }

  @Test
  void theFutureOfItsCallFailsWithItsHandle() {
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> answer = llm.cancelledBy(handle).chatAsync(QUESTION);
    stuck.awaitArrivals(1);

    handle.cancel();
    time.advance(PATIENCE);

    assertThat(((CallCancelledException) failureOf(answer)).reason()).isEqualTo(Reason.CALLER);
  }

  @Test
  void aCancelOfTheFutureIsAtOnce() {
    CompletableFuture<?> answer = ask();

    answer.cancel(true);

    assertThat(answer).isCancelled();
  }

  @Test
  void otherCallsGoOn() {
    CompletableFuture<?> answer = ask();

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    assertThat(llm.chatAsync(QUESTION)).succeedsWithin(Duration.ofSeconds(10));
    assertThat(answer).isNotDone();
  }

  @Test
  void whenTheClientIsClosedTheFutureFails() {
    CompletableFuture<?> answer = ask();

    int before = time.tasks();

    Aside<Boolean> close = Aside.run(llm::close);
    Patience.until("the patience of the future and of the close", () -> time.tasks() == before + 2);
    time.advance(PATIENCE);
    assertThat(close.get()).isTrue();

    assertThat(((CallCancelledException) failureOf(answer)).reason()).isEqualTo(Reason.SHUTDOWN);
  }

  @Test
  void whenTheClientIsClosedTheFutureFailsThoughNoClockCanBeSet() {
    llm.close();
    Failing clock = new Failing();
    llm = builder(clock).executor(threads).build();
    CompletableFuture<?> answer = ask();

    clock.failing = true;
    llm.close();

    assertThat(((CallCancelledException) failureOf(answer)).reason()).isEqualTo(Reason.SHUTDOWN);
  }

  @Test
  void aCallThatGetsNoThreadFailsThoughItsEndCannotBeTold() {
    llm.close();
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    llm = builder().executor(queue::add).build();
    CompletableFuture<?> answer = llm.chatAsync(QUESTION);

    time.advance(TOTAL);
    stuck.awaitArrivals(1);
    time.advance(PATIENCE);

    assertThat(failureOf(answer).kind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  private static LlmException failureOf(CompletableFuture<?> answer) {
    Patience.until("an end", answer::isDone);
    Throwable thrown = catchThrowable(answer::join);
    return (LlmException) (thrown instanceof LlmException ? thrown : thrown.getCause());
  }

  /** Sets no clock any more once it fails. */
  private final class Failing extends ForwardingTime {
    private volatile boolean failing;

    Failing() {
      super(time);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (failing) {
        throw new IllegalStateException("no clock");
      }
      return super.schedule(delay, task);
    }
  }

  /** Blocks as the first call begins. */
  private final class Blocking implements CallObserver {
    private final AtomicBoolean first = new AtomicBoolean(true);

    @Override
    public Observation begin(ObservedCall call) {
      if (first.compareAndSet(true, false)) {
        pass();
      }
      return this::ignored;
    }

    private void ignored(ObservedOutcome outcome) {}

    /** As code does that heeds no interrupt. */
    private void pass() {
      while (!stuck.isOpen()) {
        try {
          stuck.pass();
        } catch (InterruptedException e) {
          Thread.interrupted();
        }
      }
    }
  }
}
