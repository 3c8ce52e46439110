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

  /** Looks through texts again and again, for at least so long. */
  void warmUp(List<String> texts, long nanos) {
    long end = THREADS.getCurrentThreadCpuTime() + nanos;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      for (String text : texts) {
        kept = finder.find(text);
      }
    }
  }

  /** CPU time of one pass, the least of so many: what is more than that was something else. */
  long leastNanos(String text, int passes) {
    return leastNanos(List.of(text), passes)[0];
  }

  /** So many passes over all texts, one text after the other as prompts come. */
  Looks looks(List<String> texts, int passes) {
    Looks looks = new Looks(texts.size());
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < texts.size(); i++) {
        looks.add(i, nanos(texts.get(i)));
      }
    }
    return looks;
  }

  /**
   * CPU times in ns of one pass over each text: the least of so many rounds. In a round each text
   * is looked at as often as fills the longest, and their mean counts: a short look would else have
   * more and shorter chances to meet with nothing that the machine does besides.
   *
   * @param texts the longest last
   */
  long[] leastNanos(List<String> texts, int rounds) {
    long[] least = new long[texts.size()];
    Arrays.fill(least, Long.MAX_VALUE);
    int longest = texts.get(least.length - 1).length();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < least.length; i++) {
        least[i] = Math.min(least[i], meanNanos(texts.get(i), longest));
      }
    }
    return least;
  }

  private long meanNanos(String text, int chars) {
    int passes = Math.max(1, chars / text.length());
    long sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      sum += nanos(text);
    }
    return sum / passes;
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
