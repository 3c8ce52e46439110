package io.llmgw.cache;

import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What processes share, as each of them sees it; it may be slow to read, or take nothing. */
final class MapStore implements ResponseStore {
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final List<Duration> ttls = new CopyOnWriteArrayList<>();
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final List<String> removed = new CopyOnWriteArrayList<>();
  private final List<Pending> pending = new CopyOnWriteArrayList<>();
  private volatile @Nullable Gate readsWait;
  private volatile @Nullable Gate removalsWait;
  private volatile boolean failsPuts;
  private volatile boolean endsNoPut;

  /** A put that it has not ended. */
  private record Pending(StoredEntry entry, CompletableFuture<Void> end) {}

  @Override
  public CompletionStage<byte[]> get(String key) {
    byte[] found = stored.get(key);
    read.add(key);
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    Gate gate = readsWait;
    if (gate == null) {
      answer.complete(found);
    } else {
      gate.whenOpen(() -> answer.complete(found)); // as it was when it was asked for
    }
    return answer;
  }

  @Override
  public CompletionStage<?> put(StoredEntry entry) {
    ttls.add(entry.ttl());
    if (endsNoPut) {
      CompletableFuture<Void> never = new CompletableFuture<>();
      pending.add(new Pending(entry, never));
      return never;
    }
    if (failsPuts) {
      return CompletableFuture.failedFuture(new IllegalStateException("down"));
    }
    stored.put(entry.key(), entry.bytes());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> remove(Label label, String value) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Gate gate = removalsWait;
    Runnable removal =
        () -> {
          if (label == Label.KEY) {
            stored.remove(value);
          } else {
            stored.clear();
          }
          removed.add(label + " " + value);
          done.complete(null);
        };
    if (gate == null) {
      removal.run();
    } else {
      gate.whenOpen(removal);
    }
    return done;
  }

  /** From now on it answers when this is opened; null for at once. */
  void readsWaitFor(@Nullable Gate gate) {
    readsWait = gate;
  }

  /** From now on it removes when this is opened. */
  void removalsWaitFor(Gate gate) {
    removalsWait = gate;
  }

  void failsPuts(boolean fails) {
    failsPuts = fails;
  }

  void endsNoPut(boolean endsNone) {
    endsNoPut = endsNone;
  }

  /** Ends those that it has not ended, and keeps nothing of them. */
  void endPuts() {
    pending.forEach(put -> put.end().complete(null));
  }

  /** Does those that it has not ended, late as they are. */
  void doPendingPuts() {
    pending.forEach(put -> stored.put(put.entry().key(), put.entry().bytes()));
    endPuts();
  }

  /** Fails those that it has not ended. */
  void failPendingPuts() {
    pending.forEach(put -> put.end().completeExceptionally(new IllegalStateException("down")));
  }

  /** The times for which it was told to keep what it was given. */
  List<Duration> ttls() {
    return List.copyOf(ttls);
  }

  int reads() {
    return read.size();
  }

  void awaitReads(int count) {
    Patience.until(count + " reads", () -> read.size() == count);
  }

  void awaitStored(int count) {
    Patience.until(count + " entries in the store", () -> stored.size() == count);
  }

  void awaitPuts(int count) {
    Patience.until(count + " puts", () -> ttls.size() == count);
  }

  int removals() {
    return removed.size();
  }

  void awaitRemovals(int count) {
    Patience.until(count + " removals", () -> removed.size() == count);
  }
}
