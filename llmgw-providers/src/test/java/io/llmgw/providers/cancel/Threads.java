package io.llmgw.providers.cancel;

import java.util.List;
import java.util.concurrent.ThreadFactory;

/** What a call runs on. */
enum Threads {
  PLATFORM,
  VIRTUAL;

  /** Those that this JVM has. */
  static List<Threads> here() {
    return Runtime.version().feature() >= 21 ? List.of(PLATFORM, VIRTUAL) : List.of(PLATFORM);
  }

  /** Starts one. By reflection, so that these tests need no newer JDK than 17. */
  Thread start(Runnable code) {
    Thread thread = factory().newThread(code);
    thread.start();
    return thread;
  }

  private ThreadFactory factory() {
    if (this == PLATFORM) {
      return code -> {
        Thread thread = new Thread(code, "test-call");
        thread.setDaemon(true);
        return thread;
      };
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
