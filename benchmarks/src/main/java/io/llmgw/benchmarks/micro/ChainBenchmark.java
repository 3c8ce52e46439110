package io.llmgw.benchmarks.micro;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.benchmarks.client.LlmgwClient;
import java.time.Duration;
import java.util.List;
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
 * A call through the chain against the same provider opened without it; with pass-through links, -1
 * for no chain at all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class ChainBenchmark {
  private static final Served NOBODY =
      new Served(
          "call",
          null,
          null,
          null,
          CacheStatus.NONE,
          List.of(),
          Duration.ZERO,
          Usage.ZERO,
          Cost.ZERO,
          List.of());

  /** How many links do nothing but pass on; -1 for no chain. */
  @Param({"-1", "0", "4", "8", "16"})
  int links;

  private final PreparedProvider provider = new PreparedProvider();
  private final ChatRequest request = LlmgwClient.request();
  private LlmClient llm;

  /** Makes the client. */
  @Setup
  public void open() {
    LlmClientBuilder builder =
        LlmClient.builder().provider(provider).defaultModel(PreparedProvider.NAME + "/any");
    for (int i = 0; i < links; i++) {
      Interceptor link = chain -> chain.proceed(chain.request());
      builder.use(link);
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
    return links < 0 ? direct(Delivery.WHOLE) : llm.chat(request);
  }

  /** A stream of 202 events that is read to its end. */
  @Benchmark
  public ChatResponse stream() {
    if (links < 0) {
      return direct(Delivery.STREAMED);
    }
    try (ChatStream stream = llm.stream(request)) {
      return stream.response();
    }
  }

  private ChatResponse direct(Delivery delivery) {
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(request);
    try (EventStream events = provider.open(new DirectCall(request, delivery))) {
      LlmEvent event;
      while ((event = events.next()) != null) {
        assembler.accept(event);
      }
    }
    return assembler.response(NOBODY);
  }
}
