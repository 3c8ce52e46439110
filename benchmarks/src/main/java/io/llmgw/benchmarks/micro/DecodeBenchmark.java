package io.llmgw.benchmarks.micro;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.bedrock.BedrockApi;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.gemini.Gemini;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.ollama.Ollama;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.openai.OpenAiApi;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one event of a streamed answer costs, by protocol: a stream with 200 of them, asked for by
 * one word and read to its end, without the chain and without a network. The request and what the
 * stream costs by itself are shared out among them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class DecodeBenchmark {
  /** Whose protocol it is. */
  @Param({"openai", "responses", "anthropic", "gemini", "ollama", "cohere", "bedrock", "invoke"})
  String protocol;

  private final ChatRequest word = ChatRequest.of("Why?");
  private Provider provider;

  /** Makes the provider. */
  @Setup
  public void open() {
    HttpSettings memory = HttpSettings.builder().client(MemoryHttp.client()).build();
    OpenAi.Builder openAi = OpenAi.builder().baseUrl(MemoryHttp.BASE_URL).http(memory);
    provider =
        switch (protocol) {
          case "openai" -> openAi.build();
          case "responses" -> openAi.api(OpenAiApi.RESPONSES).build();
          case "anthropic" -> Anthropic.builder().baseUrl(MemoryHttp.BASE_URL).http(memory).build();
          case "ollama" -> Ollama.builder().baseUrl(MemoryHttp.BASE_URL).http(memory).build();
          case "gemini" -> Gemini.builder().baseUrl(MemoryHttp.BASE_URL).http(memory).build();
          case "cohere" -> Cohere.builder().baseUrl(MemoryHttp.BASE_URL).http(memory).build();
          default ->
              Bedrock.builder()
                  .api(protocol.equals("invoke") ? BedrockApi.INVOKE : BedrockApi.CONVERSE)
                  .baseUrl(MemoryHttp.BASE_URL)
                  .keys(KeySource.NONE)
                  .http(memory)
                  .build();
        };
  }

  /** Closes the provider. */
  @TearDown
  public void close() {
    provider.close();
  }

  /** Pulls every event; the figure is for one. */
  @Benchmark
  @OperationsPerInvocation(Conversation.PIECES)
  public int event() {
    int count = 0;
    try (EventStream events = provider.open(new DirectCall(word, Delivery.STREAMED))) {
      LlmEvent event;
      while ((event = events.next()) != null) {
        count += event.isCommitting() ? 1 : 0;
      }
    }
    return count;
  }
}
