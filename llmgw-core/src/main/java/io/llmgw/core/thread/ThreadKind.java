package io.llmgw.core.thread;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes threads: virtual ones where the JVM has them (JDK 21 and later), else daemon threads of the
 * platform. Found by reflection, so that no class file needs a newer JDK than 17.
 */
final class ThreadKind {
  private static final @Nullable Method OF_VIRTUAL = ofVirtual();

  private ThreadKind() {}

  private static @Nullable Method ofVirtual() {
    try {
      return Runtime.version().feature() >= 21 ? Thread.class.getMethod("ofVirtual") : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  static boolean hasVirtual() {
    return OF_VIRTUAL != null;
  }

  /** Makes threads named {@code llmgw-<what>-<n>}. */
  static ThreadFactory named(String what) {
    return OF_VIRTUAL == null ? platform(what) : virtual(OF_VIRTUAL, what);
  }

  static ThreadFactory platform(String what) {
    AtomicLong number = new AtomicLong();
    return task -> {
      String name = "llmgw-" + what + "-" + number.incrementAndGet();
      Thread thread = new Thread(null, task, name, 0, false);
      thread.setDaemon(true);
      return ofNobody(thread);
    };
  }

  /**
   * A thread must not keep the class loader of whoever happened to need it first, nor take his
   * inherited thread-locals to the calls of others: what a call needs is carried by {@link
   * Contexts}.
   */
  private static Thread ofNobody(Thread thread) {
    thread.setContextClassLoader(null);
    return thread;
  }

  private static ThreadFactory virtual(Method ofVirtual, String what) {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Object named =
          builder
              .getMethod("name", String.class, long.class)
              .invoke(ofVirtual.invoke(null), "llmgw-" + what + "-", 1L);
      Object bare =
          builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(named, false);
      ThreadFactory threads = (ThreadFactory) builder.getMethod("factory").invoke(bare);
      return task -> ofNobody(threads.newThread(task));
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("this JVM has virtual threads but not their builder", e);
    }
  }
}
