package io.llmgw.core.client;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.thread.ClockTasks;
import io.llmgw.core.thread.Countdown;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The future of a call. The thread of the call completes it; where that does not come back from
 * code that heeds no cancellation, such as an observer that blocks, the future fails without it, a
 * while after the call was told to end. Thread-safe.
 */
final class Promise<R> {
  private static final Logger log = LoggerFactory.getLogger(Promise.class);
  private static final Object SETTLED = new Object();

  private final CompletableFuture<R> future = new CompletableFuture<>();
  private final Gateway gateway;
  private final RealCancellation token;
  // Null at first; then the mark of the alarm that is being set, the alarm, or SETTLED. There is no
  // lock: the clock may take its time, or call back.
  private final AtomicReference<@Nullable Object> patience = new AtomicReference<>();
  private volatile @Nullable LlmException refusal;

  /** That of a call with this token, which ends with the future and ends the future. */
  Promise(Gateway gateway, RealCancellation token) {
    this.gateway = gateway;
    this.token = token;
    // Whoever completes the future from outside ends the call; once it has ended, nothing listens.
    var unused =
        future.whenComplete(
            (answer, problem) -> {
              settle();
              token.cancel(Reason.CALLER);
            });
    token.beforeWakeUps(this::expectEnd);
    gateway.promises().add(this);
  }

  CompletableFuture<R> future() {
    return future;
  }

  void keep(R answer) {
    settle();
    future.complete(answer);
  }

  void breakWith(Throwable problem) {
    settle();
    future.completeExceptionally(problem);
  }

  /** The call is not made for this reason, which is to be told to others first. */
  void expectEnd(LlmException why) {
    refusal = why;
    expectEnd();
  }

  /** Once it is settled, no clock is set any more. */
  private void expectEnd() {
    Object mark = new Object();
    if (!patience.compareAndSet(null, mark)) {
      return;
    }
    try {
      Scheduled alarm = gateway.time().schedule(OpenCalls.UNWIND_PATIENCE, this::giveUp);
      if (!patience.compareAndSet(mark, alarm)) {
        ClockTasks.callOff(alarm); // it was settled meanwhile
      }
    } catch (Throwable noClock) { // whatever a clock of the host throws
      log.warn(
          "nothing but a close ends a call whose thread hangs: the clock failed with {}",
          noClock.getClass().getName());
    }
  }

  private void settle() {
    Object before = patience.getAndSet(SETTLED);
    gateway.promises().remove(this);
    if (before instanceof Scheduled alarm) {
      ClockTasks.callOff(alarm);
    }
  }

  /** Whether it is known why it ends. */
  boolean isToEnd() {
    return refusal != null || token.isCancelled();
  }

  /** Waits for its end, however that is; returns when the patience is over. */
  void await(Countdown patience) throws InterruptedException {
    try {
      var unused = future.get(patience.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // an end as well, or none in time
    }
  }

  /** The client is closed, and nobody waits any more for the thread of the call. */
  void giveUpAtClose() {
    if (refusal == null) {
      var unused = token.cancelUntold(Reason.SHUTDOWN); // the end of the future tells it
    }
    giveUp();
  }

  /** Whoever gives up does not run what others do with the future. */
  private void giveUp() {
    gateway.cleanUp(token, () -> future.completeExceptionally(end()));
  }

  private LlmException end() {
    LlmException refused = refusal;
    if (refused != null) {
      return refused;
    }
    LlmException end = token.ended();
    boolean overdue =
        end instanceof CallCancelledException cancelled && cancelled.reason() == Reason.DEADLINE;
    LlmException told =
        overdue
            ? LlmException.of(
                    ErrorKind.TIMEOUT,
                    "the call is over its total, and its thread has not come back from code that"
                        + " heeds no cancellation: an observer, a link or a provider that blocks")
                .build()
            : end;
    // How far that thread has come, nobody can tell here.
    return gateway.openCalls().withFacts(told, token).possiblyBilled(true).build();
  }
}
