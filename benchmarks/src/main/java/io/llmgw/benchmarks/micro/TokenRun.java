package io.llmgw.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs what measures the estimate of tokens, and nothing else. */
public final class TokenRun {
  private TokenRun() {}

  /** Runs it. */
  public static void main(String[] none) throws RunnerException, IOException {
    MicroRun.run("tokens", "Estimating tokens", "TokenBenchmark");
  }
}
