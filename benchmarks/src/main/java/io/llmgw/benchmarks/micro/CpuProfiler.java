package io.llmgw.benchmarks.micro;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of an operation beside the time that passed: where other work shares the cores, only
 * the first says what it costs. Counts the threads that run the benchmark, neither compiler nor
 * collector.
 */
public final class CpuProfiler implements InternalProfiler {
  /** What the figure is called among the results. */
  static final String CPU_TIME = "cpu.time.norm";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long before;

  @Override
  public String getDescription() {
    return "CPU time of the threads that run the benchmark";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = cpuNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = cpuNanos() - before;
    long operations = result.getMetadata().getAllOps();
    return List.of(new ScalarResult(CPU_TIME, nanos / operations, "ns/op", AggregationPolicy.AVG));
  }

  private long cpuNanos() {
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      if (name(id).contains("jmh-worker")) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos;
  }

  private String name(long id) {
    ThreadInfo thread = threads.getThreadInfo(id);
    return thread == null ? "" : thread.getThreadName();
  }
}
