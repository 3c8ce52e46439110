package io.llmgw.cache.similar;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.TextEmbedder;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a function of the host, which may take for ever: on threads of its own, and with an end to
 * the wait. Thread-safe.
 */
final class FunctionSource implements VectorSource {
  private static final String MODEL = "function";
  private static final int MOST_THREADS = 16;
  private static final int MOST_WAITING = 1024;
  private static final int IDLE_SECONDS = 5;

  private final TextEmbedder embedder;
  private final Duration within;
  private final TimeSource time;
  private final ThreadPoolExecutor threads;

  FunctionSource(TextEmbedder embedder, Duration within, TimeSource time) {
    this.embedder = embedder;
    this.within = within;
    this.time = time;
    AtomicInteger number = new AtomicInteger();
    int most = Math.min(MOST_THREADS, Math.max(2, Runtime.getRuntime().availableProcessors()));
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "llmgw-cache-embedder-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public Embedded embed(String text, Chain chain, CacheControl control) {
    CompletableFuture<float[]> wanted = new CompletableFuture<>();
    Future<?> work;
    try {
      work = threads.submit(() -> run(text, wanted));
    } catch (RejectedExecutionException full) {
      throw new IllegalStateException("too many texts wait for the embedder", full);
    } catch (OutOfMemoryError noThread) { // so says a JVM at the limit of its threads
      throw new IllegalStateException("there is no thread for the embedder", noThread);
    }
    Registration left = chain.context().cancellation().onCancel(() -> wanted.cancel(false));
    Scheduled limit = null;
    try {
      limit = Alarm.in(within, time, () -> wanted.completeExceptionally(new TimeoutException()));
      return Embedded.of(MODEL, wanted.join());
    } catch (CompletionException | CancellationException end) {
      chain.context().cancellation().throwIfCancelled();
      throw new IllegalStateException("the embedder has failed, or takes too long", end);
    } finally {
      left.close();
      if (limit != null) {
        limit.cancel();
      }
      work.cancel(true); // nobody waits for it any more
    }
  }

  private void run(String text, CompletableFuture<float[]> wanted) {
    try {
      wanted.complete(embedder.embed(text));
    } catch (Throwable failure) { // of the host's code: the waiting call must be told of all
      wanted.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
