package io.llmgw.api.tokens;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes an estimator that counts text exactly where it can. Each value may be set once. Not
 * thread-safe.
 */
public final class ExactCounting {
  /** How long a call waits for an exact count unless something else is set: 20 ms. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofMillis(20);

  private static final long IDLE_SECONDS = 1;

  private final TokenCounter counter;
  private @Nullable TokenEstimator fallback;
  private @Nullable Duration patience;
  private @Nullable Executor executor;
  private @Nullable TimeSource time;

  ExactCounting(TokenCounter counter) {
    this.counter = Objects.requireNonNull(counter, "counter");
  }

  /** What estimates where there is no count; default {@link TokenEstimator#create()}. */
  public ExactCounting fallback(TokenEstimator estimator) {
    fallback = once("fallback", fallback, estimator);
    return this;
  }

  /**
   * How long a call waits for a count before it takes the estimate; default {@link
   * #DEFAULT_PATIENCE}.
   *
   * @throws IllegalArgumentException if it is not above zero
   */
  public ExactCounting patience(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("patience must be above zero, not " + longest);
    }
    patience = once("patience", patience, longest);
    return this;
  }

  /**
   * Runs the counter, never more than 4 times at once; what it refuses is estimated. Default daemon
   * threads of its own, which end when there is nothing to count for 1 s: an estimator may serve
   * several clients, so that it outlives the close of each by so long.
   */
  public ExactCounting executor(Executor threads) {
    executor = once("executor", executor, threads);
    return this;
  }

  /** The clock to wait by; default the system's. */
  public ExactCounting time(TimeSource source) {
    time = once("time", time, source);
    return this;
  }

  private static <T> T once(String name, @Nullable T before, T value) {
    if (before != null) {
      throw new IllegalStateException(name + " is set twice");
    }
    return Objects.requireNonNull(value, name);
  }

  /** The estimator; starts no thread before it is asked. */
  public TokenEstimator build() {
    return new CountingEstimator(
        counter,
        fallback == null ? TokenEstimator.create() : fallback,
        patience == null ? DEFAULT_PATIENCE : patience,
        executor == null ? threads() : executor,
        time == null ? TimeSource.system() : time);
  }

  private static Executor threads() {
    AtomicLong number = new AtomicLong();
    return new ThreadPoolExecutor(
        0,
        CountingEstimator.MAX_COUNTS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          String name = "llmgw-tokens-" + number.incrementAndGet();
          // Nothing of whoever needs it first, neither class loader nor inherited thread-locals.
          Thread thread = new Thread(null, task, name, 0, false);
          thread.setDaemon(true);
          thread.setContextClassLoader(null);
          return thread;
        });
  }
}
