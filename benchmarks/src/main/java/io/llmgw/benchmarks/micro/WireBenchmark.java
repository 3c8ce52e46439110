package io.llmgw.benchmarks.micro;

import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.HandWrittenClient;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.providers.http.HttpSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writing the request and reading the answer, without a network: what is left of a call are the
 * wire format, OkHttp's own objects, and for llmgw the chain.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class WireBenchmark {
  /** Who does it. */
  @Param({"llmgw", "by hand"})
  String side;

  private CallClient client;

  /** Makes the client. */
  @Setup
  public void open() {
    client =
        side.equals("llmgw")
            ? LlmgwClient.open(
                MemoryHttp.BASE_URL, HttpSettings.builder().client(MemoryHttp.client()).build())
            : HandWrittenClient.open(MemoryHttp.BASE_URL, MemoryHttp.client());
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    client.close();
  }

  /** A request of 2.9 KB and an answer of 1.2 KB. */
  @Benchmark
  public int whole() {
    return client.call();
  }

  /** A request of 2.9 KB and a stream of 200 content events. */
  @Benchmark
  public int stream() {
    return client.stream();
  }
}
