package io.llmgw.benchmarks.micro;

import java.lang.management.ManagementFactory;
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
 * What an operation leaves behind on the heap, once everything has been collected that nobody needs
 * any more: so much less or more is alive after an iteration than before it, for each operation.
 */
public final class HeapProfiler implements InternalProfiler {
  /** What the figure is called among the results. */
  static final String KEPT = "heap.kept.norm";

  private static final int COLLECTIONS = 3;

  private long before;

  @Override
  public String getDescription() {
    return "what an operation leaves behind on the heap";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = alive();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double kept = alive() - before;
    long operations = result.getMetadata().getAllOps();
    return List.of(new ScalarResult(KEPT, kept / operations, "B/op", AggregationPolicy.AVG));
  }

  private static long alive() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Math.min(least, used);
    }
    return least;
  }
}
