package io.llmgw.soak;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** A thread for each stream, of the kind that the JVM is good at. */
final class Threads {
  private static final int VIRTUAL_SINCE = 21;

  private Threads() {}

  static boolean areVirtual() {
    return Runtime.version().feature() >= VIRTUAL_SINCE;
  }

  static Executor perStream() {
    if (!areVirtual()) {
      return task -> {
        Thread thread = new Thread(task, "stream");
        thread.setDaemon(true);
        thread.start();
      };
    }
    try {
      // By name: this is compiled for Java 17.
      return (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
