package io.llmgw.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Patience;
import java.time.Duration;

/**
 * What this JVM holds after so many calls, when none is under way.
 *
 * @param threads those of the platform
 * @param heap live bytes
 * @param direct bytes of buffers outside of the heap
 */
record Holdings(int calls, int threads, long heap, long direct) {
  private static final Duration IDLE_THREADS_END = Duration.ofSeconds(30);

  /**
   * Waits until the gateway's own threads, which end after some idle seconds, are gone; virtual
   * ones are listed nowhere, and are objects of the heap.
   */
  static Holdings after(int calls) {
    Patience.until(
        () -> "idle threads to end",
        IDLE_THREADS_END,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("llmgw-")));
    return new Holdings(calls, Heap.threads(), Heap.used(), Heap.direct());
  }

  /**
   * Says what the calls since then have left, and fails when it is anything.
   *
   * @param noise bytes per call that are nothing
   */
  void expectNoMoreThan(Holdings before, long noise) {
    long more = calls - before.calls;
    System.out.printf(
        "live heap after %d calls: %d bytes, after %d: %d bytes (%.2f per call);"
            + " direct %d, %d bytes; threads %d, %d%n",
        before.calls,
        before.heap,
        calls,
        heap,
        (heap - before.heap) / (double) more,
        before.direct,
        direct,
        before.threads,
        threads);
    assertThat(heap - before.heap).isLessThan(noise * more);
    assertThat(direct).isLessThanOrEqualTo(before.direct);
    assertThat(threads).isEqualTo(before.threads);
  }
}
