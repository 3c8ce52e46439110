package io.llmgw.core.client;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.run.OpenAnswer;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds streams that their reader has forgotten: garbage collected without a close, or not read for
 * ten minutes. It holds the call, never the stream that the reader holds, and looks twice a second
 * while streams are open, by the client's clock instead of a thread of its own. Thread-safe.
 */
final class LeakWatch {
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(LeakWatch.class);
  private static final Duration ROUND = Duration.ofMillis(500);

  private final TimeSource time;
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private @Nullable Scheduled round;
  private boolean closed;

  LeakWatch(TimeSource time) {
    this.time = time;
  }

  /** Watches a call for as long as it is open, by the object that its reader holds. */
  void watch(Object held, OpenAnswer<?> call) {
    watched.add(new Watched(held, forgotten, call));
    synchronized (this) {
      if (round == null && !closed) {
        round = time.schedule(ROUND, this::look);
      }
    }
  }

  private void look() {
    try {
      find();
    } catch (Throwable e) { // the next round meets the others
      log.warn("the watch for forgotten streams met {}", e.getClass().getName());
    } finally {
      lookAgain();
    }
  }

  private void find() {
    for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      Watched stream = (Watched) gone;
      watched.remove(stream);
      found(stream.call, "was never closed");
    }
    long oldest = time.nanos() - LONGEST_PAUSE.toNanos();
    watched.removeIf(stream -> stream.call.isEnded() || isForgotten(stream, oldest));
  }

  private synchronized void lookAgain() {
    round = watched.isEmpty() || closed ? null : time.schedule(ROUND, this::look);
  }

  private static boolean isForgotten(Watched stream, long oldest) {
    boolean forgotten = stream.call.isUnreadSince(oldest);
    if (forgotten) {
      found(stream.call, "has not been read for " + LONGEST_PAUSE);
    }
    return forgotten;
  }

  private static void found(OpenAnswer<?> call, String what) {
    if (!call.isEnded() && call.cancel(Reason.LEAKED)) {
      log.warn(
          "the stream of call {} {}: ended it; open streams in try-with-resources",
          call.id(),
          what);
    }
  }

  synchronized void close() {
    closed = true;
    watched.clear();
    if (round != null) {
      round.cancel();
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
