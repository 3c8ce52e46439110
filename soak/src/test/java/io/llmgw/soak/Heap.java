package io.llmgw.soak;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM holds. */
final class Heap {
  private Heap() {}

  /** Bytes that are alive: what is left after collecting until it is no less. */
  static long used() {
    long before;
    long used = Long.MAX_VALUE;
    do {
      before = used;
      System.gc();
      used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    } while (used < before - before / 1_000);
    return Math.min(used, before);
  }

  /** Bytes of buffers outside of the heap; those that nobody holds go with a collection. */
  static long direct() {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        return pool.getMemoryUsed();
      }
    }
    throw new IllegalStateException("this JVM does not count its direct buffers");
  }

  /** Platform threads; a virtual one is an object of the heap. */
  static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
