package io.llmgw.test;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a call of a provider on a thread of its own and reads its answer to the end. */
final class CallReader {
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private volatile boolean failsTheSame = true;
  private boolean over; // this and the next are guarded by this
  private boolean keptInterrupt;

  private CallReader(Provider provider, LoneCall call) {
    thread = new Thread(() -> read(provider, call), "llmgw-test-reader");
    thread.setDaemon(true);
  }

  static CallReader start(Provider provider, LoneCall call) {
    CallReader reader = new CallReader(provider, call);
    reader.thread.start();
    return reader;
  }

  /** Waits for the end and says whether it came in time. */
  boolean awaitEnd(Duration limit) {
    return Patience.comesTrue(limit, () -> !thread.isAlive());
  }

  /** What the provider threw; null when it has not. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether a stream that failed fails again in the same way. */
  boolean failsTheSame() {
    return failsTheSame;
  }

  /** Interrupts the thread that reads; false when it has come to its end before. */
  synchronized boolean interrupt() {
    if (over) {
      return false;
    }
    thread.interrupt();
    return true;
  }

  /** Whether the thread was still interrupted when it came to its end. */
  synchronized boolean keptInterrupt() {
    return keptInterrupt;
  }

  private synchronized void endReading() {
    over = true;
    keptInterrupt = thread.isInterrupted();
  }

  /** The line of code that it is at. */
  String place() {
    StackTraceElement[] stack = thread.getStackTrace();
    for (StackTraceElement element : stack) {
      if (!element.getClassName().startsWith("java.")
          && !element.getClassName().startsWith("jdk.")) {
        return element.toString();
      }
    }
    return stack.length == 0 ? "its end" : stack[0].toString();
  }

  private void read(Provider provider, LoneCall call) {
    try (EventStream stream = provider.open(call)) {
      try {
        while (stream.next() != null) {
          // What comes is of no interest here, only how it ends.
        }
      } catch (Throwable e) { // a provider may throw anything: the test says what it must not
        failure = e;
        failsTheSame = failsAgain(stream, e);
      }
    } catch (Throwable e) { // the same
      failure = e;
    } finally {
      endReading();
    }
  }

  private static boolean failsAgain(EventStream stream, Throwable before) {
    try {
      stream.next();
      return false;
    } catch (LlmException e) {
      return before instanceof LlmException first && e.kind() == first.kind();
    } catch (RuntimeException e) {
      return e == before;
    }
  }
}
