package io.llmgw.benchmarks.micro;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.observability.metrics.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * A call that nobody watches, with metrics, and with metrics whose recording the caller waits for,
 * a thousand calls at a time: the work of both threads.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class ObserveBenchmark {
  private static final int BATCH = 1_000;
  private static final Duration LONG = Duration.ofSeconds(10);

  /** Who watches. */
  @Param({"nobody", "metrics", "metrics and recording"})
  String watch;

  private final PreparedProvider provider = new PreparedProvider();
  private final ChatRequest request = LlmgwClient.request();
  private @Nullable Metrics metrics;
  private LlmClient llm;
  private int calls;

  /** Makes the client. */
  @Setup
  public void open() {
    LlmClientBuilder builder =
        LlmClient.builder().provider(provider).defaultModel(PreparedProvider.NAME + "/any");
    if (!watch.equals("nobody")) {
      metrics = Metrics.to(new SimpleMeterRegistry());
      builder.use(metrics);
    }
    llm = builder.build();
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    llm.close();
  }

  /** A call that is answered whole, by three events. */
  @Benchmark
  public ChatResponse whole() {
    ChatResponse response = llm.chat(request);
    await();
    return response;
  }

  /** A stream of 202 events that is read to its end. */
  @Benchmark
  public ChatResponse stream() {
    try (ChatStream stream = llm.stream(request)) {
      ChatResponse response = stream.response();
      await();
      return response;
    }
  }

  private void await() {
    if (metrics != null && watch.endsWith("recording") && ++calls % BATCH == 0) {
      metrics.flush(LONG);
    }
  }
}
