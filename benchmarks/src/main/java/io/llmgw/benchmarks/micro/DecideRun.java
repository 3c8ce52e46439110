package io.llmgw.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs what measures the choice of a target and the parts that stand by, and nothing else. */
public final class DecideRun {
  private DecideRun() {}

  /** Runs it. */
  public static void main(String[] none) throws RunnerException, IOException {
    MicroRun.run(
        "decide", "Where a call goes, in one process", "RouteBenchmark", "ResilienceBenchmark");
  }
}
