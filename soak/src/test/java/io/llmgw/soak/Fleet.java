package io.llmgw.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many streams at once through one client, and the account of them. Thread-safe. */
final class Fleet {
  private static final long MOST_SECONDS = 120;

  private final int size;
  private final List<Voyage> voyages = new ArrayList<>();
  private final CountDownLatch begun;
  private final CountDownLatch ended;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Queue<String> losses = new ConcurrentLinkedQueue<>();

  private Fleet(int size) {
    this.size = size;
    begun = new CountDownLatch(size);
    ended = new CountDownLatch(size);
  }

  /** Reads that many streams, one after the other and without pauses, as a service has before. */
  static void warmUp(int streams, Reader reader) throws InterruptedException {
    for (int i = 0; i < streams; i++) {
      Fleet one = new Fleet(1);
      one.launch(PacedAnswer.UNPACED + i, reader);
      if (!one.ended.await(MOST_SECONDS, TimeUnit.SECONDS) || !one.losses.isEmpty()) {
        throw new IllegalStateException("warming up: " + one.losses);
      }
    }
  }

  /** Reads that many streams, all started at once, to their ends. */
  static Result run(int size, Executor threads, Reader reader) throws InterruptedException {
    Fleet fleet = new Fleet(size);
    long heapBefore = Heap.used();
    for (int number = 0; number < size; number++) {
      int own = number;
      threads.execute(() -> fleet.launch(own, reader));
    }
    boolean allBegan = fleet.begun.await(MOST_SECONDS, TimeUnit.SECONDS);
    int platformThreads = Heap.threads();
    long heapMeanwhile = Heap.used();
    int stillOpen = fleet.open.get();
    boolean allEnded = fleet.ended.await(MOST_SECONDS, TimeUnit.SECONDS);
    if (!allBegan || !allEnded) {
      fleet.losses.add((size - fleet.ended.getCount()) + " of " + size + " ended in time");
    }
    return new Result(
        size,
        stillOpen,
        List.copyOf(fleet.losses),
        (heapMeanwhile - heapBefore) / size,
        heapMeanwhile,
        platformThreads,
        fleet.firstPieceMillis());
  }

  private void launch(int number, Reader reader) {
    Voyage voyage = new Voyage(this, number);
    synchronized (voyages) {
      voyages.add(voyage);
    }
    try {
      reader.read(voyage);
    } catch (Throwable e) { // whatever it is, the stream is lost
      voyage.lost(e);
    }
  }

  void begun() {
    open.incrementAndGet();
    begun.countDown();
  }

  void ended() {
    open.decrementAndGet();
    ended.countDown();
  }

  void lost(String what) {
    losses.add(what);
    begun.countDown();
    ended.countDown();
  }

  private long[] firstPieceMillis() {
    synchronized (voyages) {
      return voyages.stream()
          .mapToLong(voyage -> TimeUnit.NANOSECONDS.toMillis(voyage.firstPieceNanos()))
          .sorted()
          .toArray();
    }
  }

  /**
   * What came of it.
   *
   * @param open the streams that had begun and not ended, when the heap was looked at
   * @param lost each stream that failed, ended early or said something else than was sent
   * @param bytesPerStream the live heap with all streams open, less that with none
   * @param firstPieceMillis from the call to the first piece, sorted
   */
  record Result(
      int size,
      int open,
      List<String> lost,
      long bytesPerStream,
      long liveBytes,
      int platformThreads,
      long[] firstPieceMillis) {
    long firstPieceMillis(double share) {
      return firstPieceMillis[(int) (share * (firstPieceMillis.length - 1))];
    }
  }
}
