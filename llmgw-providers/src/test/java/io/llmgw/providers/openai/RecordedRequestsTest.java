package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.openai.RecordedRequest.NotExpressibleException;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that others made and recorded, made through this API: the host is asked the same. */
class RecordedRequestsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicNode> asksTheSame() {
    return Recordings.tests(
        recordings ->
            recordings.of("chat-completions").stream()
                .filter(exchange -> exchange.request().isObject())
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> asksTheSame(each))));
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
    SameMeaning.fitCallIds(recorded, dialect(exchange).callIds());
    if (dialect(exchange).reasoningReturn() == ReasoningReturn.LEFT_OUT) {
      SameMeaning.dropReasoning(
          recorded); // two hosts of the generic page take it, others may refuse it
    }

    assertThat(written).isEqualTo(recorded);
  }

  @Test
  void theApiHasWordsForAlmostEverything() {
    Map<String, Integer> missing = new TreeMap<>();
    Set<String> hostsWithTools = new TreeSet<>();
    Set<String> askedAgain = new TreeSet<>();
    for (Exchange exchange : Recordings.required().of("chat-completions")) {
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

  @Test
  void noFieldIsNamedAsOneWithoutASettingForNothing() {
    Set<String> sent = new TreeSet<>();
    for (Exchange exchange : Recordings.required().of("chat-completions")) {
      sent.addAll(exchange.request().propertyNames());
    }

    assertThat(sent).containsAll(RecordedRequest.WITHOUT_A_SETTING);
  }

  @TestFactory
  Stream<DynamicNode> embedsTheSame() {
    return Recordings.tests(
        recordings ->
            recordings.of("embeddings").stream()
                .filter(RecordedRequestsTest::asksForTexts)
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> embedsTheSame(each))));
  }

  private static boolean asksForTexts(Exchange exchange) {
    JsonNode input = exchange.request().path("input");
    return input.isString() || input.path(0).isString();
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

  private static Dialect dialect(Exchange exchange) {
    return RecordedHosts.dialects().get(exchange.provider());
  }

  private static JsonNode written(Exchange exchange, LlmRequest<?> request) {
    return Written.json(new OpenAiChatFormat(dialect(exchange)), request, exchange);
  }
}
