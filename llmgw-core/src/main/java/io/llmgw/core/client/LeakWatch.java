package io.llmgw.core.client;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.observe.GatewayEvent.StreamLeaked;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.observe.Events;
import io.llmgw.core.run.OpenAnswer;
import io.llmgw.core.thread.ClockTasks;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds streams that their reader has forgotten: garbage collected without a close, or not read for
 * ten minutes. It holds the call, never the stream that the reader holds, and looks twice a second
 * while streams are open, by the client's clock instead of a thread of its own. Whoever is told
 * that a stream is ended may block, so the next round is set before: it finds those that this one
 * has not come to. Thread-safe.
 */
final class LeakWatch {
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(LeakWatch.class);
  private static final Object CLOSED = new Object();
  private static final Duration ROUND = Duration.ofMillis(500);

  private final TimeSource time;
  private final Events events;
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  // Null while no round is due; then the mark of the one that is being set or runs, the round that
  // waits, or CLOSED. No lock: the clock may take its time, or call back.
  private final AtomicReference<@Nullable Object> round = new AtomicReference<>();

  LeakWatch(TimeSource time, Events events) {
    this.events = events;
    this.time = time;
  }

  /** Watches a call for as long as it is open, by the object that its reader holds. */
  void watch(Object held, OpenAnswer<?> call) {
    watched.add(new Watched(held, forgotten, call));
    beginRounds();
  }

  private void beginRounds() {
    if (round.get() == null) {
      Object mark = new Object();
      if (round.compareAndSet(null, mark)) {
        schedule(mark);
      }
    }
  }

  /** Where the clock fails, the next stream tries again. */
  private void schedule(Object mark) {
    Scheduled next;
    try {
      next = time.schedule(ROUND, this::look);
    } catch (Throwable noClock) {
      round.compareAndSet(mark, null);
      throw noClock;
    }
    if (!round.compareAndSet(mark, next) && round.get() == CLOSED) {
      ClockTasks.callOff(next);
    }
  }

  private void look() {
    Object mark = new Object();
    if (round.getAndUpdate(now -> now == CLOSED ? CLOSED : mark) == CLOSED) {
      return;
    }
    try {
      watched.removeIf(stream -> stream.call.isEnded());
      lookAgain(mark);
    } finally {
      endForgotten();
    }
  }

  private void endForgotten() {
    try {
      find();
    } catch (Throwable e) { // the next round meets the others
      log.warn("the watch for forgotten streams met {}", e.getClass().getName());
    }
  }

  private void find() {
    for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      Watched stream = (Watched) gone;
      watched.remove(stream);
      found(stream.call, false);
    }
    long oldest = time.nanos() - LONGEST_PAUSE.toNanos();
    watched.removeIf(stream -> isForgotten(stream, oldest));
  }

  private void lookAgain(Object mark) {
    if (!watched.isEmpty()) {
      schedule(mark);
    } else if (round.compareAndSet(mark, null) && !watched.isEmpty()) {
      beginRounds(); // for what came between the two lines above
    }
  }

  private boolean isForgotten(Watched stream, long oldest) {
    boolean forgotten = stream.call.isUnreadSince(oldest);
    if (forgotten) {
      found(stream.call, true);
    }
    return forgotten;
  }

  private void found(OpenAnswer<?> call, boolean unread) {
    if (!call.isEnded() && call.cancel(Reason.LEAKED)) {
      log.warn(
          "the stream of call {} {}: ended it; open streams in try-with-resources",
          call.id(),
          unread ? "has not been read for " + LONGEST_PAUSE : "was never closed");
      if (events.isOn()) {
        events.tell(new StreamLeaked(events.now(), call.id(), unread));
      }
    }
  }

  void close() {
    Object last = round.getAndSet(CLOSED);
    watched.clear();
    if (last instanceof Scheduled waiting) {
      ClockTasks.callOff(waiting);
    }
  }

  private static final class Watched extends PhantomReference<Object> {
    private final OpenAnswer<?> call;

    Watched(Object held, ReferenceQueue<Object> forgotten, OpenAnswer<?> call) {
      super(held, forgotten);
      this.call = call;
    }
  }
}
