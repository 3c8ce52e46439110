package io.llmgw.benchmarks.micro;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a machine and its JVM take by themselves to have something done by another thread: that one
 * is woken, and wakes the one that waits. What waits for an answer that others may join cannot cost
 * less.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls what is set up
public class HandOverBenchmark {
  private static final String ANSWER = "done";

  private ExecutorService others;

  /** Makes the other thread, which waits for work from then on. */
  @Setup
  public void open() {
    others = Executors.newSingleThreadExecutor();
  }

  /** Ends the other thread. */
  @TearDown
  public void close() {
    others.shutdownNow();
  }

  /** Has nothing done, and waits for it. */
  @Benchmark
  public String thereAndBack() throws ExecutionException, InterruptedException {
    return others.submit(() -> ANSWER).get();
  }
}
