package io.llmgw.cache.store;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.cache.ResponseStore;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.ResponseStore.StoredEntry;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of the host, kept at arm's length: asked on threads of its own, waited for a short time,
 * left alone for a while when it has failed some times in a row. Nothing of it fails a call.
 * Thread-safe.
 */
public final class SecondLevel {
  /** How long a call waits for it. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(SecondLevel.class);
  private static final int MOST_THREADS = 16;
  private static final int FAILURES_IN_A_ROW = 5;
  private static final Duration REST = Duration.ofSeconds(10);
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ResponseStore store;
  private final TimeSource time;
  private final Seal seal;
  private final int mostBytes;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong restsUntil;
  private final AtomicLong nextWord;

  /**
   * This store.
   *
   * @param secret that entries are sealed with; null for none
   * @param mostBytes that an entry may have
   */
  public SecondLevel(
      ResponseStore store, byte @Nullable [] secret, int mostBytes, TimeSource time) {
    this.store = store;
    this.seal = new Seal(secret);
    this.mostBytes = mostBytes;
    this.time = time;
    this.restsUntil = new AtomicLong(time.nanos());
    this.nextWord = new AtomicLong(time.nanos());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "llmgw-cache-store-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What it has under this key; null for nothing, in time or at all. */
  public @Nullable Answer get(CacheKey key, CallContext context) {
    if (!key.isPortable() || isResting()) {
      return null;
    }
    CompletableFuture<byte @Nullable []> found = new CompletableFuture<>();
    if (!asked(() -> store.get(key.hex()), found)) {
      return null;
    }
    Scheduled limit =
        time.schedule(
            PATIENCE,
            () -> {
              if (found.complete(null)) {
                failed("took longer than " + PATIENCE);
              }
            });
    Registration end = context.cancellation().onCancel(() -> found.complete(null));
    byte[] bytes;
    try {
      bytes = found.exceptionally(failed -> null).join();
    } finally {
      limit.cancel();
      end.close();
    }
    context.cancellation().throwIfCancelled();
    return bytes == null ? null : read(key, bytes);
  }

  private @Nullable Answer read(CacheKey key, byte[] bytes) {
    try {
      if (bytes.length > mostBytes) {
        throw new IllegalArgumentException("an entry has " + bytes.length + " bytes");
      }
      byte[] content = seal.opened(key.hex(), bytes);
      Answer answer = content == null ? null : AnswerCodec.read(content, time);
      if (answer != null) {
        return answer;
      }
    } catch (RuntimeException noEntry) {
      say("returned bytes that are no entry: " + noEntry.getClass().getName());
    }
    remove(Label.KEY, key.hex()); // damaged, of another version, or of somebody else
    return null;
  }

  /** Keeps an answer there, as soon as it can. */
  public void put(CacheKey key, Answer answer) {
    if (!key.isPortable() || answer.asked() != null || isResting()) {
      return;
    }
    Origin origin = answer.origin();
    byte[] bytes = seal.sealed(key.hex(), AnswerCodec.write(answer, time));
    if (bytes.length > mostBytes) {
      return;
    }
    StoredEntry entry =
        new StoredEntry(
            key.hex(),
            origin.namespace(),
            origin.tenant(),
            origin.model(),
            origin.target(),
            bytes,
            answer.ttl());
    boolean unused = asked(() -> store.put(entry), new CompletableFuture<>());
  }

  /** Removes what has this label, as soon as it can. */
  public void remove(Label label, String value) {
    boolean unused = asked(() -> store.remove(label, value), new CompletableFuture<>());
  }

  /** Has the store asked on a thread of this; false where none is free. */
  private <T extends @Nullable Object> boolean asked(
      Supplier<? extends CompletionStage<? extends T>> question, CompletableFuture<T> answer) {
    try {
      threads.execute(
          () -> {
            try {
              question
                  .get()
                  .whenComplete(
                      (value, thrown) -> {
                        if (thrown != null) {
                          failed("failed with " + thrown.getClass().getName());
                          answer.completeExceptionally(thrown);
                        } else {
                          failures.set(0);
                          answer.complete(value);
                        }
                      });
            } catch (Throwable thrown) { // code of the host, on a thread of this module
              failed("failed with " + thrown.getClass().getName());
              answer.completeExceptionally(thrown);
            }
          });
      return true;
    } catch (RejectedExecutionException full) {
      failed("keeps " + MOST_THREADS + " threads waiting");
      return false;
    }
  }

  private boolean isResting() {
    return time.nanos() - restsUntil.get() < 0;
  }

  private void failed(String how) {
    if (failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
      failures.set(0);
      restsUntil.set(time.nanos() + REST.toNanos());
    }
    say(how);
  }

  private void say(String how) {
    long next = nextWord.get();
    long now = time.nanos();
    if (now - next >= 0 && nextWord.compareAndSet(next, now + MINUTE_NANOS)) {
      log.warn("the second level of the cache {}; calls go on without it, said once a minute", how);
    }
  }

  /** Ends its threads, and closes the store. */
  public void close() {
    threads.shutdownNow();
    try {
      store.close();
    } catch (Exception thrown) {
      log.warn(
          "the second level of the cache failed to close with {}", thrown.getClass().getName());
    }
  }
}
