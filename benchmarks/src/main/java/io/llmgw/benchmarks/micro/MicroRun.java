package io.llmgw.benchmarks.micro;

import io.llmgw.benchmarks.whole.ResultPage;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks whose names match the arguments, or all, and keeps the table. */
public final class MicroRun {
  // Long, as the compiler gets little of a machine that has other work.
  private static final int WARMUPS = 10;
  private static final TimeValue WARMUP_SECONDS = TimeValue.seconds(4);
  private static final int ITERATIONS = 5;
  private static final TimeValue SECONDS = TimeValue.seconds(1);

  /** What no other command measures. */
  private static final String[] PARTS = {
    "ChainBenchmark", "ProviderBenchmark", "EncodeBenchmark", "SseBenchmark", "WireBenchmark"
  };

  private MicroRun() {}

  /** Runs them, or those of the patterns. */
  public static void main(String[] patterns) throws RunnerException, IOException {
    run("micro", "Parts of a call, in one process", patterns.length > 0 ? patterns : PARTS);
  }

  /** Runs them, and keeps the table as {@code name.md}. */
  static void run(String name, String title, String... patterns)
      throws RunnerException, IOException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(1)
            .warmupIterations(WARMUPS)
            .warmupTime(WARMUP_SECONDS)
            .measurementIterations(ITERATIONS)
            .measurementTime(SECONDS)
            .jvmArgs("-Xms512m", "-Xmx512m")
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .addProfiler(HeapProfiler.class);
    for (String pattern : patterns) {
      options.include(pattern);
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    ResultPage page = new ResultPage(name, title);
    page.add(
        "By JMH, average time; the error is half of the 99.9 % confidence interval. CPU time is that of"
            + " the thread that does it; bytes are those that it allocates, and kept what of them is"
            + " still alive when all others have been collected.");
    page.add("");
    page.row("benchmark", "parameters", "ns", "error", "CPU ns", "bytes", "kept");
    page.add("|---|---|---|---|---|---|---|");
    for (RunResult result : results) {
      row(page, result);
    }
    page.publish();
  }

  private static void row(ResultPage page, RunResult result) {
    BenchmarkParams benchmark = result.getParams();
    String[] name = benchmark.getBenchmark().split("\\.", -1);
    StringBuilder parameters = new StringBuilder();
    for (String key : benchmark.getParamsKeys()) {
      parameters.append(parameters.isEmpty() ? "" : ", ");
      parameters.append(key).append(' ').append(benchmark.getParam(key));
    }
    Result<?> time = result.getPrimaryResult();
    page.row(
        name[name.length - 2] + "." + name[name.length - 1],
        parameters.toString(),
        rounded(time.getScore()),
        rounded(time.getScoreError()),
        secondary(result, CpuProfiler.CPU_TIME),
        secondary(result, "gc.alloc.rate.norm"),
        secondary(result, HeapProfiler.KEPT));
  }

  private static String secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? "?" : rounded(found.getScore());
  }

  private static String rounded(double number) {
    return Double.isNaN(number) ? "?" : Long.toString(Math.round(number));
  }
}
