package io.llmgw.benchmarks.micro;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import java.util.Objects;
import java.util.Random;
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
 * Writing a request, by protocol, handed over to OkHttp and answered from memory by the least there
 * is. What the request itself costs is the difference to that of one word.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class EncodeBenchmark {
  private static final String OPENAI_ANSWER =
      "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Yes\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
  private static final String ANTHROPIC_ANSWER =
      "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
          + "{\"type\":\"text\",\"text\":\"Yes\"}],\"stop_reason\":\"end_turn\","
          + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
  private static final Json ARGUMENTS =
      Json.ofText(
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"Where\"},"
              + "\"day\":{\"type\":\"string\",\"enum\":[\"today\",\"tomorrow\"]},"
              + "\"degrees\":{\"type\":\"integer\"}},\"required\":[\"city\"]}");
  private static final int TOOLS = 8;
  private static final int IMAGE_BYTES = 100_000;

  /** Whose protocol it is. */
  @Param({"openai", "anthropic"})
  String protocol;

  /**
   * One word; the usual 2.9 KB in four messages; the same with eight tools; the same with an image
   * of 100,000 bytes.
   */
  @Param({"one word", "usual", "tools", "image"})
  String prompt;

  private ChatRequest request;
  private Provider provider;

  /** Makes request and provider. */
  @Setup
  public void open() {
    request =
        switch (prompt) {
          case "usual" -> LlmgwClient.request();
          case "tools" -> LlmgwClient.request().toBuilder().tools(tools()).build();
          case "image" -> LlmgwClient.request().toBuilder().user(image()).build();
          default -> ChatRequest.builder().user("Why?").maxOutputTokens(1).build();
        };
    provider =
        protocol.equals("openai")
            ? OpenAi.builder().baseUrl(MemoryHttp.BASE_URL).http(memory(OPENAI_ANSWER)).build()
            : Anthropic.builder()
                .baseUrl(MemoryHttp.BASE_URL)
                .http(memory(ANTHROPIC_ANSWER))
                .build();
  }

  private static HttpSettings memory(String answer) {
    return HttpSettings.builder().client(MemoryHttp.answering(answer)).build();
  }

  private static ToolSpec[] tools() {
    ToolSpec[] tools = new ToolSpec[TOOLS];
    for (int i = 0; i < TOOLS; i++) {
      tools[i] = ToolSpec.of("weather_" + i, Conversation.SYSTEM.substring(0, 120), ARGUMENTS);
    }
    return tools;
  }

  private static Part image() {
    byte[] bytes = new byte[IMAGE_BYTES];
    new Random(1).nextBytes(bytes);
    return Part.image(Media.of(bytes, "image/png"));
  }

  /** Closes the provider. */
  @TearDown
  public void close() {
    provider.close();
  }

  /** Asks. */
  @Benchmark
  public Object ask() {
    try (EventStream events = provider.open(new DirectCall(request, Delivery.WHOLE))) {
      return Objects.requireNonNull(events.next());
    }
  }
}
