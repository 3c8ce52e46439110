package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** JSON of an answer takes the memory of its text, whoever reads it: that is what is counted. */
class KeptJsonTest {
  private static final int ANSWERS = 200;
  private static final CacheControl TOOLS = CacheControl.DEFAULT.alsoToolCalls();

  private final ResponseCache cache = ResponseCache.ofMegabytes(32);

  /** Answers so each time, and holds none of it. */
  private record Forgetful(IntFunction<List<LlmEvent>> answer, AtomicInteger asked)
      implements Provider {
    @Override
    public String name() {
      return "a";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.values());
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(answer.apply(asked.incrementAndGet()));
    }

    @Override
    public void close() {}
  }

  /** Many small things, as what a text rests on: as objects they take many times of that. */
  private static Json json(int number) {
    StringBuilder json = new StringBuilder("{\"supports\":[");
    for (int i = 0; i < 500; i++) {
      json.append(i == 0 ? "" : ",").append("{\"from\":").append(1000 * i + number);
      json.append(",\"to\":").append(2000 * i + number).append(",\"chunks\":[1,2]}");
    }
    return Json.ofText(json.append("]}").toString());
  }

  private static List<LlmEvent> item(int number) {
    return List.of(
        Started.inProcess(),
        new ProviderItemReceived(0, new ProviderItem("a", "groundingMetadata", json(number))),
        new TextDelta(1, "blue"),
        new Completed(FinishReason.STOP, Usage.reported(5, 5)));
  }

  private static List<LlmEvent> call(int number) {
    return List.of(
        Started.inProcess(),
        new ToolCallStarted(0, "c", "t", Map.of("extra", json(number))),
        new Completed(FinishReason.TOOL_CALLS, Usage.reported(5, 5)));
  }

  private void assertTakesWhatIsCounted(IntFunction<List<LlmEvent>> answer) {
    Provider a = new Forgetful(answer, new AtomicInteger());
    try (LlmClient llm = LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build()) {
      read(llm.chat(question(0)));
      long heap = LiveHeap.bytes();
      long counted = cache.bytes();

      for (int i = 1; i <= ANSWERS; i++) {
        read(llm.chat(question(i)));
        ChatResponse again = llm.chat(question(i));
        assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
        read(again);
      }

      assertThat(cache.size()).isEqualTo(ANSWERS + 1);
      assertThat((double) (LiveHeap.bytes() - heap) / (cache.bytes() - counted)).isLessThan(1.3);
    }
  }

  private static ChatRequest question(int number) {
    return ChatRequest.of("question " + number).with(TOOLS);
  }

  private static void read(ChatResponse response) {
    for (Part part : response.message().parts()) {
      if (part instanceof ProviderItem item) {
        assertThat(item.json().isObject()).isTrue();
      } else if (part instanceof ToolCall call) {
        assertThat(call.providerFields().get("extra").isObject()).isTrue();
      }
    }
  }

  @Test
  void ofAnItem() {
    assertTakesWhatIsCounted(KeptJsonTest::item);
  }

  @Test
  void ofAFieldOfAToolCall() {
    assertTakesWhatIsCounted(KeptJsonTest::call);
  }
}
