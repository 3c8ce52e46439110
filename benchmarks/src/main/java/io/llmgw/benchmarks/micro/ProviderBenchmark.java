package io.llmgw.benchmarks.micro;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The OpenAI provider by itself, without the chain and without a network: encode the request, read
 * the frames, decode the events.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters
public class ProviderBenchmark {
  /** Whether the answer comes whole or as a stream. */
  @Param Delivery delivery;

  /** Whether the request is the usual one or a word, to tell writing from reading. */
  @Param({"usual", "one word"})
  String prompt;

  private final ChatRequest usual = LlmgwClient.request();
  private final ChatRequest word = ChatRequest.of("Why?");
  private final Provider provider =
      OpenAi.builder()
          .baseUrl(MemoryHttp.BASE_URL)
          .http(HttpSettings.builder().client(MemoryHttp.client()).build())
          .build();

  /** Closes the provider. */
  @TearDown
  public void close() {
    provider.close();
  }

  /** Opens the provider and pulls every event. */
  @Benchmark
  public int events() {
    ChatRequest request = prompt.equals("usual") ? usual : word;
    int count = 0;
    try (EventStream events = provider.open(new DirectCall(request, delivery))) {
      LlmEvent event;
      while ((event = events.next()) != null) {
        count += event.isCommitting() ? 1 : 0;
      }
    }
    return count;
  }
}
