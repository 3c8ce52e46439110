package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.openai.RecordedRequest.NotExpressibleException;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.ServedFixture;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that others made and recorded, made through this API: the host is asked the same. */
class RecordedRequestsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Recordings recordings;

  @BeforeEach
  void find() {
    Recordings found = Recordings.find();
    if (found == null) {
      abort("no recordings");
    } else {
      recordings = found;
    }
  }

  @TestFactory
  Stream<DynamicTest> asksTheSame() {
    return recordings.of("chat-completions").stream()
        .filter(exchange -> exchange.request().isObject())
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> asksTheSame(exchange)));
  }

  private static void asksTheSame(Exchange exchange) {
    ChatRequest request;
    try {
      request = RecordedRequest.of(exchange.request(), exchange.provider());
    } catch (NotExpressibleException e) {
      abort(e.getMessage());
      return;
    }

    Map<String, Object> written = SameMeaning.of(written(exchange, request));
    Map<String, Object> recorded = SameMeaning.of(exchange.request());
    if (dialect(exchange).reasoningReturn() == ReasoningReturn.LEFT_OUT) {
      dropReasoning(recorded); // two hosts of the generic page take it, others may refuse it
    }

    assertThat(written).isEqualTo(recorded);
  }

  private static void dropReasoning(Map<String, Object> body) {
    for (Object message : (List<?>) body.get("messages")) {
      ((Map<?, ?>) message).remove("reasoning");
    }
  }

  @Test
  void theApiHasWordsForAlmostEverything() {
    Map<String, Integer> missing = new TreeMap<>();
    Set<String> hostsWithTools = new TreeSet<>();
    Set<String> askedAgain = new TreeSet<>();
    for (Exchange exchange : recordings.of("chat-completions")) {
      if (exchange.request().isObject()) {
        boolean tools = exchange.request().toString().contains("\"role\":\"tool\"");
        hostsWithTools.addAll(tools ? List.of(exchange.provider()) : List.of());
        try {
          RecordedRequest.of(exchange.request(), exchange.provider());
          askedAgain.addAll(tools ? List.of(exchange.provider()) : List.of());
        } catch (NotExpressibleException e) {
          missing.merge(e.getMessage(), 1, Integer::sum);
        }
      }
    }

    assertThat(missing)
        .containsOnlyKeys(
            "several choices",
            "functions",
            "the description of a schema",
            "a tool that is no function",
            "tool calls of somebody else than the model");
    assertThat(missing.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(12);
    assertThat(askedAgain).isEqualTo(hostsWithTools).contains("groq", "openai", "venice");
  }

  @TestFactory
  Stream<DynamicTest> embedsTheSame() {
    return recordings.of("embeddings").stream()
        .filter(
            exchange ->
                exchange.request().path("input").path(0).isString()
                    || exchange.request().path("input").isString())
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> embedsTheSame(exchange)));
  }

  private static void embedsTheSame(Exchange exchange) {
    EmbeddingRequest.Builder request = EmbeddingRequest.builder();
    Map<String, Object> asked = SameMeaning.of(exchange.request());
    if (exchange.request().path("input").isString()) {
      asked.put("input", List.of(exchange.request().path("input").stringValue()));
    }
    for (JsonNode input : JSON.valueToTree(asked.get("input"))) {
      request.input(input.stringValue());
    }
    JsonNode dimensions =
        exchange.request().path("dimensions").isMissingNode()
            ? exchange.request().path("output_dimension")
            : exchange.request().path("dimensions");
    if (dimensions.isNumber()) {
      request.dimensions(dimensions.intValue());
    }
    Map<String, Object> written = SameMeaning.of(written(exchange, request.build()));
    if (!asked.containsKey("encoding_format")) {
      written.remove("encoding_format"); // which way the numbers come, not what they are
    }

    assertThat(written).isEqualTo(asked);
  }

  /** First request, recorded answer, results of the tools: the second request is the recorded. */
  @TestFactory
  Stream<DynamicTest> continuesAConversationWithToolsAsItWasContinued() {
    List<Exchange> all = recordings.of("chat-completions");
    List<DynamicTest> tests = new ArrayList<>();
    for (Exchange second : all) {
      Exchange first = before(second, all);
      if (first != null) {
        tests.add(DynamicTest.dynamicTest(second.file(), () -> continues(first, second)));
      }
    }
    return tests.stream();
  }

  @Test
  void everyHostWithAConversationWithToolsIsContinued() {
    List<Exchange> all = recordings.of("chat-completions");
    Map<String, Integer> conversations = new TreeMap<>();
    for (Exchange second : all) {
      if (before(second, all) != null) {
        conversations.merge(second.provider(), 1, Integer::sum);
      }
    }

    // Of other hosts, only the later half of a conversation was recorded.
    assertThat(conversations.keySet())
        .contains("deepseek", "gpustack", "mistral", "ollama", "openrouter");
  }

  private static @Nullable Exchange before(Exchange second, List<Exchange> all) {
    JsonNode messages = second.request().path("messages");
    int turn = lastCall(messages);
    if (turn < 0) {
      return null;
    }
    String id = messages.get(turn).at("/tool_calls/0/id").asString();
    for (Exchange first : all) {
      JsonNode asked = first.request().path("messages");
      boolean begins =
          first != second
              && first.provider().equals(second.provider())
              && first.status() == 200
              && asked.size() == turn
              && first.text().contains("\"" + id + "\"");
      for (int i = 0; begins && i < turn; i++) {
        begins = asked.get(i).equals(messages.get(i));
      }
      if (begins) {
        return first;
      }
    }
    return null;
  }

  private static int lastCall(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (!messages.get(i).path("tool_calls").isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private static void continues(Exchange first, Exchange second) {
    ChatRequest asked = RecordedRequest.of(second.request(), second.provider());
    int turn = lastCall(second.request().path("messages"));
    List<Message> conversation =
        new ArrayList<>(RecordedRequest.of(first.request(), first.provider()).content().messages());
    conversation.add(answer(first).message());
    List<Message> rest = asked.content().messages();
    assertThat(rest.get(turn).role()).isEqualTo(Role.ASSISTANT);
    conversation.addAll(rest.subList(turn + 1, rest.size()));

    Map<String, Object> written = SameMeaning.of(written(second, asked.withMessages(conversation)));
    Map<String, Object> recorded = SameMeaning.of(second.request());
    if (dialect(second).reasoningReturn() == ReasoningReturn.LEFT_OUT) {
      dropReasoning(recorded); // and of our own there must be none
    } else {
      dropReasoningOfOthers(written, recorded);
    }

    assertThat(written).isEqualTo(recorded);
  }

  /** Those who recorded sent less of the reasoning back than they may, and than is asked for. */
  private static void dropReasoningOfOthers(
      Map<String, Object> written, Map<String, Object> recorded) {
    List<?> ours = (List<?>) written.get("messages");
    List<?> theirs = (List<?>) recorded.get("messages");
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      for (String field : List.of("reasoning", "reasoning_details")) {
        if (!((Map<?, ?>) theirs.get(i)).containsKey(field)) {
          ((Map<?, ?>) ours.get(i)).remove(field);
        }
      }
    }
  }

  private static ChatResponse answer(Exchange exchange) {
    WireFormat format = new OpenAiChatFormat(dialect(exchange));
    FormatReading reading = new FormatReading(format, exchange.provider(), "m");
    List<LlmEvent> events = new ArrayList<>();
    if (exchange.isStreamed()) {
      reading.stream(Cuts.whole(exchange.streamBody()), reading.head(), events::add);
    } else {
      byte[] body = exchange.body();
      format.decodeWhole(body, body.length, reading.head(), events::add);
    }
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(ServedFixture.NOBODY);
  }

  private static Dialect dialect(Exchange exchange) {
    return RecordedHosts.dialects().get(exchange.provider());
  }

  private static JsonNode written(Exchange exchange, LlmRequest<?> request) {
    boolean streamed = exchange.request().path("stream").asBoolean(false);
    WireCall call =
        new WireCall(
            request,
            exchange.provider(),
            exchange.request().path("model").stringValue(),
            streamed ? Delivery.STREAMED : Delivery.WHOLE,
            note -> {});
    RequestBytes body =
        new OpenAiChatFormat(dialect(exchange)).forRequest(request).encode(call).body();
    return JSON.readTree(new String(body.toByteArray(), StandardCharsets.UTF_8));
  }
}
