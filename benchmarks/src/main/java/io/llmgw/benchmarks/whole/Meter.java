package io.llmgw.benchmarks.whole;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import java.util.function.LongUnaryOperator;

/** Adds up what one side of a comparison uses in its turns. Measures the thread that runs it. */
public final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final IntSupplier call;
  private long calls;
  private long callerNanos;
  private long otherNanos;
  private long callerBytes;
  private long otherBytes;

  /** A meter of this call, which returns how many characters were answered. */
  public Meter(IntSupplier call) {
    this.call = call;
  }

  /** Makes so many calls. */
  public void run(int number) {
    long others = ofOtherThreads(THREADS::getThreadCpuTime);
    long othersAllocated = ofOtherThreads(THREADS::getThreadAllocatedBytes);
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long caller = THREADS.getCurrentThreadCpuTime();
    long characters = 0;
    for (int i = 0; i < number; i++) {
      characters += call.getAsInt();
    }
    callerNanos += THREADS.getCurrentThreadCpuTime() - caller;
    callerBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
    otherNanos += Math.max(0, ofOtherThreads(THREADS::getThreadCpuTime) - others);
    otherBytes += Math.max(0, ofOtherThreads(THREADS::getThreadAllocatedBytes) - othersAllocated);
    calls += number;
    if (characters == 0) {
      throw new IllegalStateException("nothing was answered");
    }
  }

  /** A thread that ends in between takes its figure with it; those of clients live longer. */
  private static long ofOtherThreads(LongUnaryOperator figure) {
    long own = Thread.currentThread().getId();
    long sum = 0;
    for (long id : THREADS.getAllThreadIds()) {
      if (id != own) {
        sum += Math.max(0, figure.applyAsLong(id));
      }
    }
    return sum;
  }

  /** What one call has cost since the last time. */
  public Sample take() {
    Sample sample =
        new Sample(
            callerNanos / 1000.0 / calls,
            (callerNanos + otherNanos) / 1000.0 / calls,
            (double) callerBytes / calls,
            (double) (callerBytes + otherBytes) / calls);
    calls = 0;
    callerNanos = 0;
    otherNanos = 0;
    callerBytes = 0;
    otherBytes = 0;
    return sample;
  }
}
