package io.llmgw.core.client;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.thread.ClockTasks;
import io.llmgw.core.thread.Contexts.Carried;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for a thread of the client's executor, while its total runs. Settled once: by
 * the thread that comes for it, or by whatever comes first, its total, a cancel, the end of the
 * client; then that thread finds nothing to do. Thread-safe.
 */
final class QueuedCall implements Runnable {
  private final Gateway gateway;
  private final @Nullable Duration total;
  private final Asked asked;
  private final Carried context;
  private final Consumer<Asked> begins;
  private final BiConsumer<Asked, Throwable> refused;
  private final long sinceNanos;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile @Nullable Scheduled alarm;
  private volatile @Nullable Registration onCancel;
  private volatile List<Runnable> releases = List.of();

  /**
   * A call that is asked for now.
   *
   * @param total from now to its end; null for no bound
   * @param asked how it is asked for
   * @param context what the thread that makes it, or tells why not, is to carry
   * @param begins makes it, as it is asked for after its wait
   * @param refused is told after which wait it is not made, and why; run by whoever has the time
   */
  QueuedCall(
      Gateway gateway,
      @Nullable Duration total,
      Asked asked,
      Carried context,
      Consumer<Asked> begins,
      BiConsumer<Asked, Throwable> refused) {
    this.gateway = gateway;
    this.total = total;
    this.asked = asked;
    this.context = context;
    this.begins = begins;
    this.refused = refused;
    this.sinceNanos = gateway.time().nanos();
  }

  /** What the executor is given. */
  Runnable task() {
    return context.on(this);
  }

  /** Begins to wait. */
  void await() {
    TimeSource time = gateway.time();
    RealCancellation token = asked.token();
    alarm = total == null ? null : Alarm.in(total, time, () -> refuse(overdue()));
    onCancel = token.onCancel(() -> refuse(token.ended()));
    releases = asked.registered();
    if (settled.get()) {
      stop(); // it was settled before these could be seen there
    }
  }

  /** A thread has come for it. Whatever happens to that thread, who asked hears of it. */
  @Override
  public void run() {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    Duration waited;
    try {
      leave();
      waited = waited();
    } catch (Throwable noClock) {
      refused.accept(asked, noClock);
      return;
    }
    Asked now = asked.after(waited);
    if (total != null && waited.compareTo(total) >= 0) {
      refused.accept(now, overdue());
    } else {
      begins.accept(now);
    }
  }

  private Duration waited() {
    return Duration.ofNanos(Math.max(0, gateway.time().nanos() - sinceNanos));
  }

  /** It is not to begin; whoever says so does not wait for those who are told. */
  void refuse(LlmException why) {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    try {
      leave();
    } finally {
      Asked now = afterItsWait();
      gateway.cleanUp(asked.token(), context.on(() -> refused.accept(now, why)));
    }
  }

  /** Whoever asked is told whatever the host's clock does. */
  private Asked afterItsWait() {
    try {
      return asked.after(waited());
    } catch (Throwable noClock) {
      return asked;
    }
  }

  /** Whether this settles it, as nothing has before. */
  boolean settle() {
    boolean first = settled.compareAndSet(false, true);
    if (first) {
      leave();
    }
    return first;
  }

  private void leave() {
    gateway.openCalls().unqueue(this);
    stop();
  }

  private void stop() {
    ClockTasks.callOff(alarm);
    Registration wakeUp = onCancel;
    if (wakeUp != null) {
      wakeUp.close();
    }
    releases.forEach(Runnable::run);
  }

  private LlmException overdue() {
    return LlmException.of(
            ErrorKind.TIMEOUT,
            "the call has waited for a thread of the client's executor for its whole total of "
                + total
                + ", and was not made: make fewer calls at a time, or give the client a larger"
                + " executor")
        .build();
  }
}
