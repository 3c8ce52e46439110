package io.llmgw.benchmarks.micro;

import io.llmgw.api.Caller;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.core.route.Candidate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Where a call goes: the first target of ten, each of which passes every filter there is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class RouteBenchmark {
  /** How the target is chosen. */
  @Param({"random", "fastest", "cheapest"})
  String strategy;

  /** What is asked. */
  @Param({"one word", "usual"})
  String prompt;

  private TenTargets ten;
  private ChatRequest request;

  /** Makes targets, and a request that no one has looked at. */
  @Setup
  public void prepare() {
    ten =
        new TenTargets(
            switch (strategy) {
              case "random" -> Strategy.random();
              case "fastest" -> Strategy.fastest();
              default -> Strategy.cheapest();
            });
    request = prompt.equals("usual") ? LlmgwClient.request() : ChatRequest.of("hello");
  }

  /** The decision. */
  @Benchmark
  public Target decision() {
    Candidate chosen =
        ten.planner().explain(ten.routes().resolve(request), request, Caller.ANONYMOUS).next();
    return Objects.requireNonNull(chosen, "a target").target();
  }
}
