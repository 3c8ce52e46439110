package io.llmgw.api.tokens;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.RequestTally.Use;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Counts the texts of requests on threads of its own, and estimates where that is not possible in
 * time. What providers write around the texts is estimated in any case. Thread-safe.
 *
 * <p>At most {@link #MAX_COUNTS} counts run at once. One that never returns keeps its place for
 * ever, so with as many of them all is estimated, and nothing else is lost.
 */
final class CountingEstimator implements TokenEstimator {
  static final int MAX_COUNTS = 4;

  /** More than any model reads; text beyond is not worth the time of an exact count. */
  static final int MAX_CHARS = 8 * 1024 * 1024;

  private static final int MAX_MODELS = 256;

  private final TokenCounter counter;
  private final TokenEstimator estimator;
  private final Duration patience;
  private final Executor executor;
  private final TimeSource time;
  private final Semaphore places = new Semaphore(MAX_COUNTS);
  private final ConcurrentMap<ModelRef, Readiness> models = new ConcurrentHashMap<>();

  private enum Readiness {
    LOADING,
    READY
  }

  CountingEstimator(
      TokenCounter counter,
      TokenEstimator estimator,
      Duration patience,
      Executor executor,
      TimeSource time) {
    this.counter = counter;
    this.estimator = estimator;
    this.patience = patience;
    this.executor = executor;
    this.time = time;
  }

  @Override
  public long inputTokens(LlmRequest<?> request, ModelRef model) {
    if (!isReady(model) || request.content().textLength() > MAX_CHARS) {
      return estimator.inputTokens(request, model);
    }
    CompletableFuture<Long> count = new CompletableFuture<>();
    TimeSource.Scheduled end;
    try {
      end = Alarm.in(patience, time, () -> count.cancel(false));
    } catch (Throwable noClock) { // whatever a clock of the host throws: none would end the wait
      return estimator.inputTokens(request, model);
    }
    try {
      start(() -> count(request, model), count);
      return count.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return estimator.inputTokens(request, model);
    } catch (ExecutionException | CancellationException e) {
      // A counter that fails is made up for: what it threw may hold the text and is not told.
      return estimator.inputTokens(request, model);
    } finally {
      end.cancel();
    }
  }

  private boolean isReady(ModelRef model) {
    Readiness known = models.get(model);
    if (known == null && models.size() < MAX_MODELS && knows(model)) {
      if (models.putIfAbsent(model, Readiness.LOADING) == null) {
        load(model);
      }
      known = models.get(model);
    }
    return known == Readiness.READY;
  }

  /** Counts a first text; where that fails, or finds no place, the next call tries again. */
  private void load(ModelRef model) {
    CompletableFuture<Long> first = new CompletableFuture<>();
    start(
        () -> {
          boolean counted = false;
          try {
            long tokens = counter.count("a", model);
            counted = true;
            return tokens;
          } finally {
            if (counted) {
              models.put(model, Readiness.READY);
            } else {
              models.remove(model);
            }
          }
        },
        first);
    if (first.isCancelled()) {
      models.remove(model);
    }
  }

  private boolean knows(ModelRef model) {
    try {
      return counter.knows(model);
    } catch (RuntimeException e) {
      return false; // as good as not knowing it
    }
  }

  private interface Count {
    long tokens();
  }

  /** Counts on another thread; cancels the result where there is no place for it. */
  private void start(Count count, CompletableFuture<Long> result) {
    if (!places.tryAcquire()) {
      result.cancel(false);
      return;
    }
    try {
      executor.execute(() -> run(count, result));
    } catch (RuntimeException | OutOfMemoryError noThread) { // refused, or the JVM has none left
      places.release();
      result.cancel(false);
    }
  }

  private void run(Count count, CompletableFuture<Long> result) {
    try {
      result.complete(count.tokens());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  private long count(LlmRequest<?> request, ModelRef model) {
    ModelFamily family = ModelFamily.of(model);
    Map<Use, Long> tokens = new EnumMap<>(Use.class);
    RequestTally tally =
        RequestTally.of(
            request,
            family.toolText(),
            (use, text) -> {
              long counted = counter.count(text, model);
              if (counted < 0) {
                throw new IllegalStateException("a token counter returned less than 0");
              }
              tokens.merge(use, counted, Math::addExact);
            });
    double sum =
        family.request(
            tally,
            tokens.getOrDefault(Use.SPOKEN, 0L),
            tokens.getOrDefault(Use.TOOL, 0L),
            tokens.getOrDefault(Use.SCHEMA, 0L));
    return Math.max(1, Math.round(sum + LearningEstimator.media(tally, model)));
  }

  /** Estimated: who asks this of a stream asks it with every event. */
  @Override
  public long outputTokens(TextTally written, ModelRef model) {
    return estimator.outputTokens(written, model);
  }

  @Override
  public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {
    estimator.learn(request, model, reported);
  }

  /** The error of the estimates that stand in for exact counts. */
  @Override
  public EstimateError error(ModelRef model) {
    return estimator.error(model);
  }
}
