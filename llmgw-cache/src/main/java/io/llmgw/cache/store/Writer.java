package io.llmgw.cache.store;

import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.rest.Rest;
import io.llmgw.cache.store.Change.Put;
import io.llmgw.cache.store.Change.Removal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a store of changes one after the other: the next one begins when the one before has ended,
 * or is late. So nothing lands after its removal; what does so late is removed once more. A removal
 * that fails is made again until it does not. Thread-safe; the store is called without a lock.
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

  /** Keeps an answer there, as soon as it can; not at all while the store fails. */
  void put(Put put) {
    if (rest.isOn()) {
      return;
    }
    boolean added;
    synchronized (this) {
      added = waiting.add(put);
    }
    if (!added) {
      log.accept("is too slow, and did not " + put.task());
    }
    goOn();
  }

  /** Removes something, as soon as it can. */
  void remove(Removal removal) {
    synchronized (this) {
      waiting.add(removal);
    }
    goOn();
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
      log.accept("is closed, and did not " + telling.change.task());
    }
  }

  /** One change, from its beginning to its end. */
  private final class Telling {
    final Change change;
    private @Nullable Scheduled limit;
    private boolean isLate;
    private boolean isOver;

    Telling(Change change) {
      this.change = change;
    }

    void run() {
      if (change instanceof Put put && put.isGone().getAsBoolean()) {
        over(null);
        return;
      }
      try {
        limit = time.schedule(PATIENCE, this::late);
        store.apply(change).whenComplete((any, thrown) -> over(thrown));
      } catch (Throwable thrown) { // code of the host, on a thread of this module
        over(thrown);
      }
    }

    private void late() {
      synchronized (Writer.this) {
        if (isOver) {
          return;
        }
        isLate = true;
        isUnderWay = false;
        late++;
      }
      failed("took longer than " + PATIENCE + " to " + change.task());
      goOn();
    }

    private void over(@Nullable Throwable thrown) {
      boolean wasLate;
      synchronized (Writer.this) {
        if (isOver) {
          return;
        }
        isOver = true;
        wasLate = isLate;
        if (wasLate) {
          late--;
        } else {
          isUnderWay = false;
        }
      }
      if (limit != null) {
        limit.cancel();
      }
      if (thrown != null) {
        failed("failed to " + change.task() + " with " + thrown.getClass().getName());
      } else if (!wasLate) {
        rest.succeeded();
      }
      follow(thrown == null, wasLate);
      goOn();
    }

    private void follow(boolean done, boolean wasLate) {
      if (wasLate && change instanceof Put put && put.isGone().getAsBoolean()) {
        remove(new Removal(Label.KEY, put.key().hex(), () -> {})); // it may have landed after that
      } else if (change instanceof Removal removal && done) {
        removal.removed().run();
      } else if (change instanceof Removal removal) {
        again(removal);
      }
    }
  }

  private void failed(String how) {
    if (rest.failed()) {
      synchronized (this) {
        waiting.dropPuts();
      }
    }
    log.accept(how);
  }

  private void again(Removal removal) {
    synchronized (this) {
      waiting.add(removal);
      if (removalsRest) {
        return;
      }
      removalsRest = true;
    }
    time.schedule(
        Rest.REST,
        () -> {
          synchronized (this) {
            removalsRest = false;
          }
          goOn();
        });
  }
}
