package io.llmgw.benchmarks.redact;

import com.sun.management.ThreadMXBean;
import io.llmgw.core.redact.Finder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to look through texts, by the CPU time of the thread that does it, so that a busy
 * machine disturbs little.
 */
final class Readings {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Finder finder;

  /** What was found last: written, and never read, so that no pass can be left out. */
  @SuppressWarnings("UnusedVariable")
  private @Nullable Object kept;

  Readings(Finder finder) {
    this.finder = finder;
  }

  /** Looks through a text again and again, for at least so long. */
  void warmUp(String text, long nanos) {
    long end = THREADS.getCurrentThreadCpuTime() + nanos;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      kept = finder.find(text);
    }
  }

  /** CPU time of one pass, the least of so many: what is more than that was something else. */
  long leastNanos(String text, int passes) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < passes; i++) {
      least = Math.min(least, nanos(text));
    }
    return least;
  }

  /** CPU times of one pass over each text, the least first. */
  long[] sortedNanos(List<String> texts) {
    long[] nanos = new long[texts.size()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = nanos(texts.get(i));
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private long nanos(String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    kept = finder.find(text);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** Bytes that a pass allocates. */
  long bytes(String text) {
    long start = THREADS.getCurrentThreadAllocatedBytes();
    kept = finder.find(text);
    return THREADS.getCurrentThreadAllocatedBytes() - start;
  }

  /** How much is found. */
  int finds(String text) {
    return finder.find(text).size();
  }
}
