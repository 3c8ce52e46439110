package io.llmgw.benchmarks.micro;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs what measures the events of a stream, and nothing else. */
public final class DecodeRun {
  private DecodeRun() {}

  /** Runs it. */
  public static void main(String[] none) throws RunnerException, IOException {
    MicroRun.run("decode", "An event of a stream, in one process", "DecodeBenchmark");
  }
}
