package io.llmgw.cache.store;

import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.rest.Rest;
import io.llmgw.cache.store.Change.Put;
import io.llmgw.cache.store.Change.Removal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a store of changes one after the other: the next one begins when the one before has ended,
 * with all that follows from it, or is late. So nothing lands after its removal; what does so late
 * is removed once more. A removal that fails, or for which there is no thread, is made again until
 * it is done. Thread-safe; the store is called without a lock.
 */
final class Writer {
  /** How long one change holds up the next. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** So many late ones, and the store is told nothing more until one ends. */
  static final int MOST_LATE = 8;

  private final Function<Change, CompletionStage<?>> store;
  private final Executor threads;
  private final TimeSource time;
  private final Rest rest;
  private final Consumer<String> log;
  private final Changes waiting;
  private final ToBeGone toBeGone = new ToBeGone();
  private boolean isUnderWay;
  private boolean removalsRest;
  private int late;

  /**
   * Nothing yet.
   *
   * @param threads that the store may block
   * @param mostBytes of answers that wait
   * @param log told what is wrong
   */
  Writer(
      Function<Change, CompletionStage<?>> store,
      Executor threads,
      TimeSource time,
      long mostBytes,
      Consumer<String> log) {
    this.store = store;
    this.threads = threads;
    this.time = time;
    this.rest = new Rest(time);
    this.waiting = new Changes(mostBytes);
    this.log = log;
  }

  /** Whether the store fails, and is told of no answer for a while. */
  boolean rests() {
    return rest.isOn();
  }

  /**
   * Keeps an answer there, as soon as it can; not at all while the store fails. What it was to
   * replace is removed where it is not kept.
   */
  void put(Put put) {
    if (rest.isOn()) {
      notKept(put);
      return;
    }
    boolean added;
    synchronized (this) {
      added = waiting.add(put);
    }
    if (!added) {
      log.accept("is too slow, and did not " + put.task());
      notKept(put);
    }
    goOn();
  }

  /** It is not there, or nobody knows. */
  void notKept(Put put) {
    if (put.replaces()) {
      remove(put.removal());
    }
  }

  /** From now on this is to be gone; {@link #removeAnnounced} is to follow. */
  void announce(Label label, String value) {
    toBeGone.add(label, value);
  }

  /** Removes something that was announced. */
  void removeAnnounced(Removal removal) {
    remove(removal);
    toBeGone.remove(removal.label(), removal.value());
  }

  /** Removes something, as soon as it can. */
  void remove(Removal removal) {
    synchronized (this) {
      enqueue(removal);
    }
    goOn();
  }

  private void enqueue(Removal removal) {
    if (waiting.add(removal)) {
      toBeGone.add(removal.label(), removal.value());
    }
  }

  /** Whether what is there under this key is so only because its removal is not done. */
  boolean isToBeGone(CacheKey key) {
    return toBeGone.has(key);
  }

  /** Whether an entry is there only because its removal is not done. */
  boolean isToBeGone(CacheKey key, Origin origin) {
    return toBeGone.has(key, origin);
  }

  private void goOn() {
    Change next;
    synchronized (this) {
      if (isUnderWay || late >= MOST_LATE) {
        return;
      }
      next = waiting.next(!removalsRest);
      isUnderWay = next != null;
    }
    if (next != null) {
      tell(new Telling(next));
    }
  }

  private void tell(Telling telling) {
    try {
      threads.execute(telling::run);
    } catch (RejectedExecutionException closed) {
      notTold("is closed, and did not " + telling.change.task());
    } catch (Throwable noThread) { // a JVM at the limit of its threads says so by an Error
      if (telling.change instanceof Removal removal) {
        again(removal);
      } else if (telling.change instanceof Put put && put.replaces()) {
        again(put.removal());
      }
      ended(telling.change);
      notTold("did not " + telling.change.task() + " for " + noThread.getClass().getName());
    }
  }

  /** If it is to be gone all the same, it waits by now. */
  private void ended(Change change) {
    if (change instanceof Removal removal) {
      toBeGone.remove(removal.label(), removal.value());
    }
  }

  private void notTold(String why) {
    synchronized (this) {
      isUnderWay = false;
    }
    log.accept(why);
  }

  /** One change, from its beginning until all that follows from it is done. */
  private final class Telling {
    final Change change;
    private @Nullable Scheduled limit;
    private boolean isLate;
    private boolean isTold;
    private boolean isOver;

    Telling(Change change) {
      this.change = change;
    }

    void run() {
      try {
        if (change instanceof Put put && put.isGone().getAsBoolean()) {
          notKept(put); // nor may that be which has overtaken it
          told(null);
          return;
        }
        limit = Alarm.in(PATIENCE, time, this::late);
        store.apply(change).whenComplete((any, thrown) -> told(thrown));
      } catch (Throwable thrown) { // code of the host, on a thread of this module
        told(thrown);
      }
    }

    private void late() {
      boolean isOfStore;
      synchronized (Writer.this) {
        if (isOver) {
          return;
        }
        isOfStore = !isTold;
        isLate = true;
        isUnderWay = false;
        late++;
      }
      if (isOfStore) {
        failed("took longer than " + PATIENCE + " to " + change.task());
        if (change instanceof Put put) {
          notKept(put);
        }
      }
      goOn();
    }

    private void told(@Nullable Throwable thrown) {
      boolean wasLate;
      synchronized (Writer.this) {
        if (isTold) {
          return;
        }
        isTold = true;
        wasLate = isLate;
      }
      try {
        if (thrown != null) {
          failed("failed to " + change.task() + " with " + thrown.getClass().getName());
        } else if (!wasLate) {
          rest.succeeded();
        }
        follow(thrown == null, wasLate);
      } finally {
        over();
      }
      goOn();
    }

    private void follow(boolean done, boolean wasLate) {
      if (change instanceof Removal removal) {
        if (!done || !isDoneHere(removal)) {
          again(removal);
        }
        return;
      }
      Put put = (Put) change;
      if (wasLate && put.isGone().getAsBoolean()) {
        remove(put.removal()); // it may have landed after that
      } else if (!done) {
        notKept(put);
      }
    }

    private boolean isDoneHere(Removal removal) {
      try {
        removal.removed().run();
        return true;
      } catch (Throwable thrown) { // of an index of the host, say
        log.accept("could not drop what came from it, for " + thrown.getClass().getName());
        return false;
      }
    }

    /** The next one waits for this: what follows takes a thread, and there are only so many. */
    private void over() {
      ended(change);
      synchronized (Writer.this) {
        isOver = true;
        if (isLate) {
          late--;
        } else {
          isUnderWay = false;
        }
      }
      if (limit != null) {
        limit.cancel();
      }
    }
  }

  private void failed(String how) {
    List<Put> dropped = List.of();
    if (rest.failed()) {
      synchronized (this) {
        dropped = waiting.dropPuts();
      }
    }
    log.accept(how);
    dropped.forEach(this::notKept);
  }

  private void again(Removal removal) {
    synchronized (this) {
      enqueue(removal);
      if (removalsRest) {
        return;
      }
      removalsRest = true;
    }
    try {
      time.schedule(Rest.REST, this::goOnWithRemovals);
    } catch (Throwable noClock) { // then with the next change
      synchronized (this) {
        removalsRest = false;
      }
      log.accept("cannot be waited for, for " + noClock.getClass().getName());
    }
  }

  private void goOnWithRemovals() {
    synchronized (this) {
      removalsRest = false;
    }
    goOn();
  }
}
