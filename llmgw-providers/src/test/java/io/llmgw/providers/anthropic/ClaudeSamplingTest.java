package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Claude's generations take of a temperature and its kin, and of reasoning. */
class ClaudeSamplingTest {
  private final List<String> notes = new ArrayList<>();

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private JsonNode body(ChatRequest request, String model) {
    WireCall call = new WireCall(request, "anthropic", model, Delivery.WHOLE, notes::add);
    byte[] body = new AnthropicFormat(8192).encode(call).body().toByteArray();
    return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
  }

  /** "`temperature` and `top_p` cannot both be specified for this model." */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-4-1-20250805",
        "claude-sonnet-4-5",
        "claude-haiku-4-5-20251001",
        "claude-opus-4-5",
        "claude-sonnet-4-6",
        "anthropic/claude-4.6-opus"
      })
  void ofTemperatureAndTopPOneIsTaken(String model) {
    ChatRequest both = ask().temperature(0.3).topP(0.9).build();

    assertThatThrownBy(() -> body(both, model))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("the parameter topP beside a temperature");
    JsonNode sent = body(both.with(Leniency.DROP), model);
    assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.3);
    assertThat(sent.has("top_p")).isFalse();
    assertThat(notes).singleElement().asString().contains("topP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-3-haiku-20240307",
        "claude-3-7-sonnet-latest",
        "claude-sonnet-4-20250514",
        "claude-opus-4-0",
        "deepseek-chat"
      })
  void earlierModelsAndThoseOfOthersTakeBoth(String model) {
    JsonNode sent = body(ask().temperature(0.3).topP(0.9).build(), model);

    assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.3);
    assertThat(sent.path("top_p").doubleValue()).isEqualTo(0.9);
  }

  @Test
  void nothingIsKnownOfAnIdWithoutANumber() {
    JsonNode sent = body(ask().temperature(0.3).build(), "our-claude");

    assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.3);
  }

  /** The default says nothing: the other one is what was meant. */
  @ParameterizedTest
  @CsvSource({"1, 0.9, , 0.9", "0.3, 1, 0.3, ", "1, 1, 1, "})
  void theUsualOneOfTheTwoGivesWay(
      double temperature,
      double topP,
      @Nullable Double sentTemperature,
      @Nullable Double sentTopP) {
    JsonNode sent = body(ask().temperature(temperature).topP(topP).build(), "claude-sonnet-4-5");

    assertThat(sent.has("temperature") ? sent.path("temperature").doubleValue() : null)
        .isEqualTo(sentTemperature);
    assertThat(sent.has("top_p") ? sent.path("top_p").doubleValue() : null).isEqualTo(sentTopP);
    assertThat(notes).hasSize(1);
  }

  @Test
  void whatIsLeftOutStandsInNobodysWay() {
    ChatRequest hot = ask().temperature(1.5).topP(0.9).option(Leniency.DROP).build();

    JsonNode sent = body(hot, "claude-sonnet-4-5");

    assertThat(sent.has("temperature")).isFalse();
    assertThat(sent.path("top_p").doubleValue()).isEqualTo(0.9);
  }

  /** docs "Extended thinking": Claude since 3.7. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-3-5-haiku-20241022",
        "claude-3-5-sonnet-latest",
        "claude-3-opus-20240229",
        "claude-2.1"
      })
  void modelsBeforeThoughtAreNotToldToThink(String model) {
    ChatRequest low = ask().reasoning(ReasoningEffort.LOW).build();

    assertThatThrownBy(() -> body(low, model))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("the parameter reasoning");
    assertThat(body(low.with(Leniency.DROP), model).has("thinking")).isFalse();
    assertThat(notes).singleElement().asString().contains("reasoning");
    assertThat(body(ask().reasoning(ReasoningEffort.NONE).build(), model).has("thinking"))
        .isFalse();
  }

  /**
   * Migration guides of platform.claude.com: of 5 and the 5.5 of Haiku "Thinking on by default",
   * which {@code disabled} turns off; Sonnet 5.5 takes {@code between_tools} in its place; Opus 4.7
   * and 4.8 do not think unasked.
   */
  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-6, disabled",
    "claude-opus-4-7, ",
    "claude-opus-4-8, ",
    "claude-sonnet-5, disabled",
    "claude-opus-5, disabled",
    "anthropic/claude-5-opus, disabled",
    "claude-opus-5-20260724, disabled",
    "claude-haiku-5-5, disabled"
  })
  void whoIsToldNotToThinkDoesNot(String model, @Nullable String type) {
    JsonNode sent = body(ask().reasoning(ReasoningEffort.NONE).build(), model);

    assertThat(sent.at("/thinking/type").asString(null)).isEqualTo(type);
    assertThat(sent.has("output_config")).isFalse();
    assertThat(notes).isEmpty();
  }

  @Test
  void thoughtsBetweenToolsAreTheLeastOfSomeModels() {
    JsonNode sent = body(ask().reasoning(ReasoningEffort.NONE).build(), "claude-sonnet-5-5");

    assertThat(sent.path("thinking").toString()).isEqualTo("{\"type\":\"between_tools\"}");
    assertThat(notes).singleElement().asString().contains("between calls of tools");
  }

  /** {@code disabled} is refused there: "is not supported for this model". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-5-5",
        "claude-fable-5",
        "claude-fable-5-1",
        "claude-mythos-5",
        "claude-mythos-preview"
      })
  void theTrailSaysThatAModelCannotBeForbiddenToThink(String model) {
    JsonNode sent = body(ask().reasoning(ReasoningEffort.NONE).build(), model);

    assertThat(sent.has("thinking")).isFalse();
    assertThat(notes)
        .containsExactly(
            "no reasoning was sent by not asking for any: the model cannot be forbidden to think");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-6", "claude-opus-latest", "claude-saga-5"})
  void whatIsNotKnownToTakeTheWordIsNotSentIt(String model) {
    JsonNode sent = body(ask().reasoning(ReasoningEffort.NONE).build(), model);

    assertThat(sent.has("thinking")).isFalse();
    assertThat(notes).singleElement().asString().contains("is not known");
  }

  /** "`temperature` is deprecated for this model", also of one that does not think. */
  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-7, temperature",
    "claude-opus-4-8, topP",
    "claude-sonnet-5, topK",
    "claude-opus-5, temperature",
    "claude-opus-5-5, topP",
    "claude-haiku-5-5, topK",
    "claude-fable-5, temperature",
    "claude-mythos-preview, topP",
    "anthropic/claude-opus-4.7, topK"
  })
  void modelsThatChooseTheirWordsThemselvesAreNotToldHow(String model, String parameter) {
    for (@Nullable ReasoningEffort effort :
        new @Nullable ReasoningEffort[] {null, ReasoningEffort.NONE, ReasoningEffort.LOW}) {
      ChatRequest.Builder request = ask();
      if (effort != null) {
        request.reasoning(effort);
      }
      switch (parameter) {
        case "temperature" -> request.temperature(1.2);
        case "topP" -> request.topP(0.9);
        default -> request.topK(40);
      }
      ChatRequest sampled = request.build();

      assertThatThrownBy(() -> body(sampled, model))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining(model + " does not support the parameter " + parameter + ";");
      notes.clear();
      JsonNode sent = body(sampled.with(Leniency.DROP), model);
      assertThat(sent.propertyNames()).doesNotContain("temperature", "top_p", "top_k");
      assertThat(notes).contains("left out for anthropic: the parameter " + parameter);
    }
  }

  @Test
  void ofSeveralThatAreRefusedNoneIsSent() {
    ChatRequest all = ask().temperature(0.3).topP(0.9).topK(40).option(Leniency.DROP).build();

    JsonNode sent = body(all, "claude-opus-5");

    assertThat(sent.propertyNames()).doesNotContain("temperature", "top_p", "top_k");
    assertThat(notes).hasSize(3);
  }

  /** Only values "other than the default" are refused, and to say nothing is the same. */
  @Test
  void theUsualOneIsTakenByNotSayingIt() {
    JsonNode sent = body(ask().temperature(1).topP(1).build(), "claude-opus-5");

    assertThat(sent.propertyNames()).doesNotContain("temperature", "top_p");
    assertThat(notes).hasSize(2).allMatch(note -> note.contains("of 1, the usual one,"));
  }

  @Test
  void whatTheCallerWritesHimselfIsSentAsItIs() {
    ChatRequest own =
        ask().temperature(0.3).extraBody("temperature", 0.5).extraBody("top_k", 3).build();

    JsonNode sent = body(own, "claude-opus-5");

    assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.5);
    assertThat(sent.path("top_k").intValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"claude-instant-v1", "claude-v1", "claude-v2:1", "claude-sonnet-4-6", "glm-5"})
  void othersAreTold(String model) {
    JsonNode sent = body(ask().temperature(0.3).topK(40).build(), model);

    assertThat(sent.path("temperature").doubleValue()).isEqualTo(0.3);
    assertThat(sent.path("top_k").intValue()).isEqualTo(40);
  }

  @Test
  void moreEffortNeverMeansLessThought() {
    List<ReasoningEffort> efforts =
        List.of(
            ReasoningEffort.MINIMAL,
            ReasoningEffort.LOW,
            ReasoningEffort.MEDIUM,
            ReasoningEffort.HIGH,
            ReasoningEffort.XHIGH,
            ReasoningEffort.MAX);
    for (String model : List.of("claude-sonnet-4-5", "claude-3-7-sonnet-20250219")) {
      int[] before = new int[efforts.size()];
      for (int limit = 1_025; limit <= 40_000; limit += 1 + limit / 500) {
        int less = 0;
        for (int i = 0; i < efforts.size(); i++) {
          ChatRequest request = ask().reasoning(efforts.get(i)).maxOutputTokens(limit).build();
          int budget = body(request, model).at("/thinking/budget_tokens").intValue();
          assertThat(budget)
              .as("%s of %s at most %s", efforts.get(i), model, limit)
              .isBetween(1_024, limit - 1)
              .isGreaterThanOrEqualTo(less)
              .isGreaterThanOrEqualTo(before[i]);
          less = budget;
          before[i] = budget;
        }
      }
    }
  }

  /** 8,192 of 8,193 would leave nothing to say. */
  @Test
  void aBudgetForAnEffortLeavesAQuarterToTheAnswer() {
    for (int limit = 1_366; limit <= 50_000; limit += 1 + limit / 500) {
      for (ReasoningEffort effort : ReasoningEffort.values()) {
        ChatRequest request = ask().reasoning(effort).maxOutputTokens(limit).build();
        int budget = body(request, "claude-sonnet-4-5").at("/thinking/budget_tokens").asInt(0);
        assertThat(budget).as("%s of %s", effort, limit).isLessThanOrEqualTo(limit * 3 / 4);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8193, 4096", "10922, 5461", "10923, 8192", "21845, 10922", "21846, 16384"})
  void theTrailSaysTheBudgetThatIsSent(int limit, int budget) {
    ChatRequest high = ask().reasoning(ReasoningEffort.HIGH).maxOutputTokens(limit).build();

    JsonNode sent = body(high, "claude-sonnet-4-5");

    assertThat(sent.at("/thinking/budget_tokens").intValue()).isEqualTo(budget);
    assertThat(notes)
        .containsExactly("reasoning of effort HIGH was sent as a budget of " + budget + " tokens");
  }
}
