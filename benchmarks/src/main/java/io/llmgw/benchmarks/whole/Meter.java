package io.llmgw.benchmarks.whole;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;

/** Adds up what one side of a comparison uses in its turns. Measures the thread that runs it. */
public final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final IntSupplier call;
  private long calls;
  private long callerNanos;
  private long otherNanos;
  private long callerBytes;

  /** A meter of this call, which returns how many characters were answered. */
  public Meter(IntSupplier call) {
    this.call = call;
  }

  /** Makes so many calls. */
  public void run(int number) {
    long others = otherThreadsNanos();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long caller = THREADS.getCurrentThreadCpuTime();
    long characters = 0;
    for (int i = 0; i < number; i++) {
      characters += call.getAsInt();
    }
    callerNanos += THREADS.getCurrentThreadCpuTime() - caller;
    callerBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
    otherNanos += Math.max(0, otherThreadsNanos() - others);
    calls += number;
    if (characters == 0) {
      throw new IllegalStateException("nothing was answered");
    }
  }

  /** A thread that ends in between takes its time with it; those of clients live longer. */
  private static long otherThreadsNanos() {
    long own = Thread.currentThread().getId();
    long nanos = 0;
    for (long id : THREADS.getAllThreadIds()) {
      if (id != own) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return nanos;
  }

  /** What one call has cost since the last time. */
  public Sample take() {
    Sample sample =
        new Sample(
            callerNanos / 1000.0 / calls,
            (callerNanos + otherNanos) / 1000.0 / calls,
            (double) callerBytes / calls);
    calls = 0;
    callerNanos = 0;
    otherNanos = 0;
    callerBytes = 0;
    return sample;
  }
}
