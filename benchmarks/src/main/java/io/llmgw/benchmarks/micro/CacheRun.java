package io.llmgw.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs what measures the response cache, and nothing else. */
public final class CacheRun {
  private CacheRun() {}

  /** Runs it. */
  public static void main(String[] none) throws RunnerException, IOException {
    MicroRun.run(
        "cache",
        "What the response cache costs, in one process",
        "\\.CacheBenchmark",
        "HandOverBenchmark",
        "FollowerBenchmark",
        "SemanticCacheBenchmark");
  }
}
