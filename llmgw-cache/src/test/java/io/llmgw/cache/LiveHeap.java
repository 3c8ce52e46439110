package io.llmgw.cache;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is alive on the heap of this JVM. */
public final class LiveHeap {
  private static final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  private LiveHeap() {}

  /** The least of several collections: what other threads of the JVM leave is nobody's here. */
  public static long bytes() {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
