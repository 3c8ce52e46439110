package io.llmgw.cache.store;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.cache.ResponseStore;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.ResponseStore.StoredEntry;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.rest.Rest;
import io.llmgw.cache.store.Change.Put;
import io.llmgw.cache.store.Change.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of the host, kept at arm's length: asked on threads of its own, waited for a short time,
 * left alone for a while when it has failed to answer some times in a row. What is written goes
 * there one after the other. Nothing of it fails a call, or is done on a thread of one.
 * Thread-safe.
 */
public final class SecondLevel {
  /** How long a call waits for it. */
  public static final Duration PATIENCE = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(SecondLevel.class);
  private static final int MOST_READERS = 16;
  private static final int MOST_WRITERS = Writer.MOST_LATE + 1;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ResponseStore store;
  private final TimeSource time;
  private final Seal seal;
  private final Duration stale;
  private final int mostBytes;
  private final ThreadPoolExecutor readers =
      threads("llmgw-cache-store-", 0, MOST_READERS, new SynchronousQueue<>());

  /** What is told waits for a thread, however long it takes: none of it is refused. */
  private final ThreadPoolExecutor writers =
      threads("llmgw-cache-store-writer-", MOST_WRITERS, MOST_WRITERS, new LinkedBlockingQueue<>());

  private final Writer writer;
  private final Rest rest;
  private final AtomicLong nextWord;

  /**
   * This store.
   *
   * @param secret that entries are sealed with; null for none
   * @param mostBytes that an entry may have
   * @param stale for how long beyond its time an entry stays, for calls that fail
   */
  public SecondLevel(
      ResponseStore store,
      byte @Nullable [] secret,
      int mostBytes,
      Duration stale,
      TimeSource time) {
    this.store = store;
    this.seal = new Seal(secret);
    this.mostBytes = mostBytes;
    this.stale = stale;
    this.time = time;
    this.rest = new Rest(time);
    this.writer = new Writer(this::tell, writers, time, 2L * mostBytes, this::say);
    this.nextWord = new AtomicLong(time.nanos());
  }

  /** Daemons that exist only while there is something to do. */
  private static ThreadPoolExecutor threads(
      String name, int least, int most, BlockingQueue<Runnable> queue) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            least,
            most,
            5,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread = new Thread(task, name + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * What it has under this key, past its time or not; null for nothing, soon enough or at all, for
   * what is there only because its removal is not done, and for what is no answer to the request.
   */
  public @Nullable Answer get(CacheKey key, Chain chain) {
    if (!key.isPortable() || rest.isOn() || writer.isToBeGone(key)) {
      return null; // it may be gone by the time that this has been read
    }
    CompletableFuture<byte @Nullable []> found = new CompletableFuture<>();
    Scheduled limit;
    try {
      limit = Alarm.in(PATIENCE, time, () -> end(found, "took longer than " + PATIENCE));
    } catch (Throwable noClock) { // whatever a clock of the host throws
      return null; // nobody would end the wait
    }
    Cancellation cancellation = chain.context().cancellation();
    Registration left = cancellation.onCancel(() -> found.complete(null));
    byte[] bytes;
    try {
      readers.execute(() -> read(key, found));
      bytes = found.join();
    } catch (RejectedExecutionException | OutOfMemoryError full) {
      return null; // so many are waited for already, or the JVM has no thread more
    } finally {
      limit.cancel();
      left.close();
    }
    cancellation.throwIfCancelled();
    Answer answer = bytes == null ? null : answer(key, bytes, chain);
    return answer == null || writer.isToBeGone(key, answer.origin()) ? null : answer;
  }

  /** Only what ends the wait of the call counts, for or against the store. */
  private void read(CacheKey key, CompletableFuture<byte @Nullable []> found) {
    try {
      store
          .get(key.hex())
          .whenComplete(
              (bytes, thrown) -> {
                if (thrown != null) {
                  end(found, "failed with " + thrown.getClass().getName());
                } else if (found.complete(bytes)) {
                  rest.succeeded();
                }
              });
    } catch (Throwable thrown) { // code of the host, on a thread of this module
      end(found, "failed with " + thrown.getClass().getName());
    }
  }

  private void end(CompletableFuture<byte @Nullable []> found, String how) {
    if (!found.complete(null)) {
      return;
    }
    rest.failed();
    say(how);
  }

  private @Nullable Answer answer(CacheKey key, byte[] bytes, Chain chain) {
    Instant now;
    long nanos;
    try {
      now = time.now();
      nanos = time.nanos();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable noClock) { // nobody knows how old it is, which is no fault of its own
      return null;
    }
    try {
      byte[] content = bytes.length > mostBytes ? null : seal.opened(key.hex(), bytes);
      Answer answer = content == null ? null : AnswerCodec.read(content, now, nanos);
      if (answer != null && mayBeGiven(answer, chain)) {
        return answer;
      }
    } catch (RuntimeException noEntry) {
      say("returned bytes that are no entry: " + noEntry.getClass().getName());
    }
    // damaged, of another version, too large, of somebody else, or no answer to this
    writer.remove(new Removal(Label.KEY, key.hex(), Removal.NOTHING_FOLLOWS));
    return null;
  }

  /** Whether it is what a link may send: what is not would fail the call. */
  private static boolean mayBeGiven(Answer answer, Chain chain) {
    return answer.origin().operation() == chain.request().operation()
        && chain.ruleBrokenBy(answer.events()) == null;
  }

  /** Whether entries stay there beyond their time. */
  public boolean keepsOld() {
    return !stale.isZero();
  }

  /** Whether an answer of this key is told to it now. */
  public boolean takes(CacheKey key) {
    return key.isPortable() && !rest.isOn() && !writer.rests();
  }

  /**
   * Keeps an answer there, as soon as it can; not at all while the store fails, or where too much
   * waits for it.
   *
   * @param isGone whether it was invalidated or replaced since it was asked for
   */
  public void put(CacheKey key, Answer answer, BooleanSupplier isGone) {
    if (key.isPortable() && !rest.isOn()) {
      writer.put(new Put(key, answer, isGone, false));
    }
  }

  /** The same in place of what is to be gone: where it cannot be kept there, that is removed. */
  public void replace(CacheKey key, Answer answer, BooleanSupplier isGone) {
    if (!key.isPortable()) {
      return;
    }
    Put put = new Put(key, answer, isGone, true);
    if (rest.isOn()) {
      writer.notKept(put);
    } else {
      writer.put(put);
    }
  }

  /** Finds nothing that has this label, from now until it is {@linkplain #remove removed}. */
  public void announce(Label label, String value) {
    writer.announce(label, value);
  }

  /**
   * Removes what has this label, which was announced, as soon as it can; again and again where the
   * store fails.
   *
   * @param removed done once it is gone; two of the same label and value do the same
   */
  public void remove(Label label, String value, Runnable removed) {
    writer.removeAnnounced(new Removal(label, value, removed));
  }

  /** The same where nothing is to be done once it is gone. */
  public void remove(Label label, String value) {
    remove(label, value, Removal.NOTHING_FOLLOWS);
  }

  private CompletionStage<?> tell(Change change) {
    if (change instanceof Removal removal) {
      return store.remove(removal.label(), removal.value());
    }
    Put put = (Put) change;
    String key = put.key().hex();
    Answer answer = put.answer();
    byte[] bytes = seal.sealed(key, AnswerCodec.write(answer, time));
    if (bytes.length > mostBytes) {
      return put.replaces()
          ? store.remove(Label.KEY, key)
          : CompletableFuture.completedFuture(null);
    }
    Origin origin = answer.origin();
    return store.put(
        new StoredEntry(
            key,
            origin.namespace(),
            origin.tenant(),
            origin.model(),
            origin.target(),
            bytes,
            answer.ttl().plus(stale)));
  }

  private void say(String how) {
    long next = nextWord.get();
    long now;
    try {
      now = time.nanos();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable noClock) { // nobody knows when the last word was
      return;
    }
    if (now - next >= 0 && nextWord.compareAndSet(next, now + MINUTE_NANOS)) {
      log.warn("the second level of the cache {}; calls go on without it, said once a minute", how);
    }
  }

  /** Ends its threads, and closes the store. */
  public void close() {
    readers.shutdownNow();
    writers.shutdownNow();
    try {
      store.close();
    } catch (Exception thrown) {
      log.warn(
          "the second level of the cache failed to close with {}", thrown.getClass().getName());
    }
  }
}
