package io.llmgw.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs what measures watching calls, and nothing else. */
public final class ObserveRun {
  private ObserveRun() {}

  /** Runs it. */
  public static void main(String[] none) throws RunnerException, IOException {
    MicroRun.run("observe", "What it costs to watch calls, in one process", "ObserveBenchmark");
  }
}
