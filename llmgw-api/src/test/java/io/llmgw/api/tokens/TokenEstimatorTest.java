package io.llmgw.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.net.URI;
import java.util.List;
import java.util.function.ToLongFunction;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEstimatorTest {
  private static final ModelRef GPT = ModelRef.parse("openai/gpt-4o");
  private static final ModelRef CLAUDE = ModelRef.parse("anthropic/claude-sonnet-4-5");
  private static final ModelRef GEMINI = ModelRef.parse("gemini/gemini-2.5-flash");
  private static final Offset<Double> NEAR = within(0.12);

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{"
          + "\"place\":{\"type\":\"string\",\"description\":\"Name of the place\"},"
          + "\"unit\":{\"type\":\"string\",\"enum\":[\"celsius\",\"kelvin\"]}},"
          + "\"required\":[\"place\"]}";
  private static final ToolSpec WEATHER =
      ToolSpec.of("weather", "Tells the weather of a place", Json.ofText(SCHEMA));

  private final TokenEstimator estimator = TokenEstimator.create();

  /** The counts are those of tiktoken's o200k_base. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The quick brown fox jumps over the lazy dog near the river bank. | 14",
        "public static int sum(int a, int b) { return a + b; } | 16",
        "{\"name\":\"Ada\",\"age\":36,\"tags\":[\"math\",\"code\"]} | 18",
        "敏捷的棕色狐狸跳过了懒狗。 | 13",
        "すばやい茶色の狐がのろまな犬を飛び越える。 | 17",
        "Быстрая коричневая лиса перепрыгивает через ленивую собаку. | 19",
      })
  void textIsNearTheCountOfItsTokenizer(String text, long counted) {
    long estimated = estimator.outputTokens(TextTally.of(text), GPT);

    assertThat(estimated).isCloseTo(counted, Percentage.withPercentage(30));
  }

  @Test
  void aStreamMayBeCutAnywhere() {
    String text = "Ünïcode, 12345 numbers; 混ぜる und camelCase 😀 mixed\n\n  done";
    TextTally cut = new TextTally();

    text.chars().forEach(c -> cut.add(String.valueOf((char) c)));

    assertThat(estimator.outputTokens(cut, GPT))
        .isEqualTo(estimator.outputTokens(TextTally.of(text), GPT));
    assertThat(cut.chars()).isEqualTo(text.length());
  }

  @Test
  void noTextIsNoTokens() {
    assertThat(estimator.outputTokens(new TextTally(), GPT)).isZero();
  }

  @Test
  void toolsCountUnlessTheModelMustNotUseThem() {
    ToolSpec tool = ToolSpec.of("weather", "Tells the weather of a place", Json.object());
    ChatRequest without = ChatRequest.of("How is it in Oslo?");
    ChatRequest with = without.toBuilder().tools(tool).build();
    ChatRequest hidden = with.toBuilder().toolChoice(ToolChoice.NONE).build();

    long plain = estimator.inputTokens(without, CLAUDE);

    assertThat(estimator.inputTokens(with, CLAUDE)).isGreaterThan(plain + 300);
    assertThat(estimator.inputTokens(hidden, CLAUDE)).isEqualTo(plain);
  }

  /** Counted by the rule of OpenAI's cookbook: 56, with what stands around the texts. */
  @Test
  void aToolOfOpenAiCountsAsTheSignatureThatTheModelIsShown() {
    assertThat(costOf(WEATHER, GPT)).isBetween(50L, 58L);
  }

  /** Counted by the rule of Google's local tokenizer, to which the Gemini API adds a frame. */
  @Test
  void aToolOfGeminiCountsAsItsNamesAndDescriptions() {
    assertThat(costOf(WEATHER, ModelRef.parse("vertexai/gemini-2.5-flash"))).isBetween(14L, 22L);
    assertThat(costOf(WEATHER, GEMINI)).isBetween(48L, 60L);
  }

  @Test
  void titlesInTheSchemaOfAToolAreNotShownWhereItIsNoJson() {
    ToolSpec titled =
        ToolSpec.of(
            "weather",
            "Tells the weather of a place",
            Json.ofText(SCHEMA.replace("{\"type\"", "{\"title\":\"What it is\",\"type\"")));

    assertThat(costOf(titled, GPT)).isEqualTo(costOf(WEATHER, GPT));
    assertThat(costOf(titled, GEMINI)).isEqualTo(costOf(WEATHER, GEMINI));
    assertThat(costOf(titled, CLAUDE)).isGreaterThan(costOf(WEATHER, CLAUDE));
  }

  private long costOf(ToolSpec tool, ModelRef model) {
    ChatRequest without = ChatRequest.of("How is it in Oslo?");
    return estimator.inputTokens(without.toBuilder().tools(tool).build(), model)
        - estimator.inputTokens(without, model);
  }

  @Test
  void thoughtsBehindASignatureCountUntilTheUserSpeaksAgain() {
    Message thought =
        Message.assistant(List.of(new Part.Reasoning("", "x".repeat(3000), "openai")));
    ChatRequest.Builder going = ChatRequest.builder().user("Why?").message(thought);
    long during = estimator.inputTokens(going.build(), GPT);
    long after = estimator.inputTokens(going.user("And?").build(), GPT);

    assertThat(during).isBetween(300L, 350L);
    assertThat(after).isLessThan(30);
  }

  /** 12 tokens of text by Gemma's tokenizer, and 9 of its template. */
  @Test
  void aNumberAfterASpaceTakesATokenMoreWhereDigitsAreApart() {
    ChatRequest request = ChatRequest.of("What is 4200 + 42?");

    assertThat(estimator.inputTokens(request, ModelRef.parse("ollama/gemma3:4b")))
        .isBetween(20L, 22L);
  }

  @Test
  void toBeToldNotToThinkCostsWhatNotToBeAskedCosts() {
    long plain = asked(ChatRequest.builder().user("Why?"));

    assertThat(asked(ChatRequest.builder().user("Why?").reasoning(ReasoningEffort.HIGH)))
        .isGreaterThan(plain);
    assertThat(asked(ChatRequest.builder().user("Why?").reasoning(ReasoningEffort.NONE)))
        .isEqualTo(plain);
  }

  private static long asked(ChatRequest.Builder request) {
    return TokenEstimator.create().inputTokens(request.build(), CLAUDE);
  }

  @Test
  void embeddingsHaveNoFrame() {
    EmbeddingRequest request = EmbeddingRequest.builder().input("cat").build();

    assertThat(estimator.inputTokens(request, ModelRef.parse("openai/text-embedding-3-small")))
        .isEqualTo(1);
  }

  /** The figures are the examples of the providers' pages on images. */
  @Test
  void imagesFollowTheRuleOfTheProvider() {
    assertThat(image(GPT, 1024, 1024, Part.Image.Detail.HIGH)).isEqualTo(765);
    assertThat(image(GPT, 2048, 4096, Part.Image.Detail.HIGH)).isEqualTo(1105);
    assertThat(image(GPT, 4096, 8192, Part.Image.Detail.LOW)).isEqualTo(85);
    assertThat(image(CLAUDE, 200, 200, Part.Image.Detail.AUTO)).isEqualTo(53);
    assertThat(image(CLAUDE, 1000, 1000, Part.Image.Detail.AUTO)).isEqualTo(1333);
    assertThat(image(GEMINI, 300, 300, Part.Image.Detail.AUTO)).isEqualTo(258);
    assertThat(image(GEMINI, 960, 540, Part.Image.Detail.AUTO)).isEqualTo(6 * 258);
  }

  private long image(ModelRef model, int width, int height, Part.Image.Detail detail) {
    Media media = Media.of(ImageHeads.png(width, height), "image/png");
    ChatRequest with =
        ChatRequest.builder().user(Part.text("?"), new Part.Image(media, detail)).build();
    return estimator.inputTokens(with, model) - estimator.inputTokens(ChatRequest.of("?"), model);
  }

  @Test
  void anImageBehindALinkIsTakenForAUsualOne() {
    ChatRequest request =
        ChatRequest.builder().user(Part.image(Media.of(URI.create("https://x.test/a")))).build();

    assertThat(estimator.inputTokens(request, GPT)).isBetween(765L, 780L);
  }

  @Test
  void learnsTheFactorOfText() {
    ChatRequest request = ChatRequest.of("The quick brown fox jumps. ".repeat(400));
    long before = estimator.inputTokens(request, GPT);
    long reported = Math.round(before * 1.2);

    for (int i = 0; i < 20; i++) {
      estimator.learn(request, GPT, Usage.reported(reported, 1));
    }

    assertThat(estimator.inputTokens(request, GPT) / (double) reported).isCloseTo(1, within(0.03));
    assertThat(estimator.error(GPT).samples()).isEqualTo(20);
    assertThat(estimator.error(GPT).medianRelative().orElseThrow()).isLessThan(0.1);
  }

  @Test
  void learnsAPromptThatTheProviderPutsInFrontWithoutScalingTheText() {
    ChatRequest small = ChatRequest.of("ping");
    ChatRequest large = ChatRequest.of("The quick brown fox jumps. ".repeat(2000));
    long large0 = estimator.inputTokens(large, GPT);
    long small0 = estimator.inputTokens(small, GPT);

    for (int i = 0; i < 10; i++) {
      estimator.learn(small, GPT, Usage.reported(small0 + 1500, 1));
    }

    assertThat((double) estimator.inputTokens(small, GPT)).isCloseTo(small0 + 1500, within(30.0));
    assertThat(estimator.inputTokens(large, GPT) / (large0 + 1500.0)).isCloseTo(1, NEAR);
  }

  @Test
  void anOutlierIsPassedOver() {
    ChatRequest request = ChatRequest.of("The quick brown fox jumps. ".repeat(40));
    long before = estimator.inputTokens(request, GPT);
    for (int i = 0; i < 5; i++) {
      estimator.learn(request, GPT, Usage.reported(before, 1));
    }

    estimator.learn(request, GPT, Usage.reported(before * 50, 1));
    estimator.learn(request, GPT, Usage.reported(before / 20, 1));

    assertThat(estimator.inputTokens(request, GPT) / (double) before).isCloseTo(1, within(0.02));
  }

  @Test
  void whatIsNotReportedOrMostlyMediaTeachesNothing() {
    ChatRequest text = ChatRequest.of("ping");
    ChatRequest image =
        ChatRequest.builder().user(Part.image(Media.of(URI.create("https://x.test/a")))).build();

    estimator.learn(text, GPT, Usage.UNKNOWN);
    estimator.learn(text, GPT, Usage.builder().estimated(TokenKind.INPUT, 5000).build());
    estimator.learn(text, GPT, Usage.reported(0, 1));
    estimator.learn(image, GPT, Usage.reported(800, 1));

    assertThat(estimator.error(GPT).samples()).isZero();
  }

  @Test
  void modelsAreLearntApartAndTheOldestIsForgotten() {
    ChatRequest request = ChatRequest.of("ping");
    estimator.learn(request, GPT, Usage.reported(12, 1));

    for (int i = 0; i < Corrections.MAX_MODELS; i++) {
      estimator.learn(request, new ModelRef("host", "model-" + i), Usage.reported(12, 1));
    }

    assertThat(estimator.error(GPT).samples()).isZero();
    assertThat(estimator.error(new ModelRef("host", "model-255")).samples()).isEqualTo(1);
    assertThat(estimator.error(new ModelRef("other", "model-255")).samples()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openai/gpt-4o", "anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash"})
  void oneReadingDoesForAllModels(String name) {
    ModelRef model = ModelRef.parse(name);
    ChatRequest request =
        ChatRequest.builder().user("How warm is it in Oslo?").tools(WEATHER).build();
    ToLongFunction<ModelRef> anyModel = estimator.inputTokensOf(request);

    long ofAnother = anyModel.applyAsLong(ModelRef.parse("mistral/mistral-large"));

    assertThat(ofAnother).isPositive();
    assertThat(anyModel.applyAsLong(model)).isEqualTo(estimator.inputTokens(request, model));
    assertThat(anyModel.applyAsLong(model)).isEqualTo(estimator.inputTokens(request, model));
  }
}
