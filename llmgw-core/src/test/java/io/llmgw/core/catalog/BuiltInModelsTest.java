package io.llmgw.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.catalog.ModelStatus;
import io.llmgw.api.catalog.Support;
import io.llmgw.api.price.PriceBounds;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.Operation;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInModelsTest {
  private static final Instant DAY = Instant.parse("2026-08-21T18:00:00Z");
  private static final ModelCatalog CATALOG = ModelCatalog.builtIn();

  @Test
  void everyRowHasASourceAndADay() {
    assertThat(CATALOG.models()).hasSizeGreaterThan(900);
    assertThat(CATALOG.models())
        .allSatisfy(
            facts -> {
              assertThat(facts.sources()).as("%s", facts).isNotEmpty();
              assertThat(facts.prices().rows())
                  .allSatisfy(row -> assertThat(facts.sources()).contains(row.source()));
            });
  }

  /** The later of two lines would count, and nobody would hear of it. */
  @Test
  void everyLineIsAModelOfItsOwn() throws IOException {
    try (InputStream table = new ResourceModelTable().open()) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(CATALOG.models()).hasSize((int) text.lines().count());
    }
  }

  @Test
  @Fault("F121")
  void noRowIsFreeAndNoPriceIsZeroButThatOfWhatAnEmbeddingDoesNotWrite() {
    for (ModelFacts facts : CATALOG.models()) {
      boolean embeds =
          facts.ref().provider().equals("voyage") || facts.ref().model().contains("embed");
      for (PriceRow row : facts.prices().rows()) {
        assertThat(row.isFree()).as("%s is free", facts).isFalse();
        row.rates()
            .forEach(
                (kind, rate) -> {
                  assertThat(rate.base().signum() > 0 || (embeds && kind == PriceKind.OUTPUT))
                      .as("%s has a price of %s", facts, kind)
                      .isTrue();
                  assertThat(rate.above())
                      .as("%s has prices of %s for long inputs", facts, kind)
                      .allMatch(step -> step.price().signum() > 0);
                });
      }
    }
  }

  @ParameterizedTest
  @Fault("F121")
  @ValueSource(
      strings = {
        "nvidia/meta/llama-3.1-70b-instruct",
        "nvidia/moonshotai/kimi-k2.6",
        "openrouter/deepseek/deepseek-r1:free",
        "ollama/llama3.2",
        "openai/gpt-that-came-out-yesterday"
      })
  void aModelWithoutAPriceIsNeverCosted(String model) {
    Cost cost = CATALOG.find(model).prices().cost(Usage.reported(1_000_000, 1_000_000), DAY);

    assertThat(cost).isEqualTo(Cost.UNKNOWN);
    assertThat(cost.amount()).isNull();
  }

  @Test
  void aModelThatTheUserCallsFreeCostsAKnownNothing() {
    ModelCatalog catalog =
        CATALOG.withPrice("ollama/llama3.2", PriceRow.free("our machines", LocalDate.EPOCH));

    assertThat(catalog.find("ollama/llama3.2").prices().cost(Usage.reported(10, 10), DAY))
        .isEqualTo(Cost.estimated(BigDecimal.ZERO, Cost.NO_CURRENCY));
  }

  /** Their tables have a price of input alone, of models that write. */
  @Test
  @Fault("F121")
  void sixModelsHaveAPartOfAPriceAndAllOthersAWholeOne() {
    assertThat(CATALOG.models())
        .filteredOn(
            facts -> facts.prices().rows().stream().anyMatch(row -> !row.covers(Operation.CHAT)))
        .extracting(facts -> facts.ref().toString())
        .containsExactlyInAnyOrder(
            "azure/babbage",
            "azure/curie",
            "azure/davinci",
            "azure/model-router",
            "openai/gpt-image-1-mini",
            "openai/gpt-image-2");
  }

  @Test
  void everyPriceIsThatOfTheOrdinaryServiceTier() {
    assertThat(CATALOG.models())
        .flatExtracting(facts -> facts.prices().rows())
        .extracting(PriceRow::serviceTier)
        .containsOnly(PriceRow.STANDARD);
  }

  @Test
  void saysWhereAnotherTableSaysOtherwise() {
    assertThat(CATALOG.models())
        .filteredOn(facts -> facts.otherPrices().isKnown())
        .hasSize(59)
        .allSatisfy(
            facts -> {
              assertThat(facts.otherPrices().rows())
                  .singleElement()
                  .satisfies(row -> assertThat(facts.sources()).contains(row.source()))
                  .satisfies(row -> assertThat(row.source().table()).isEqualTo("models.dev"));
              assertThat(facts.prices().rows())
                  .allSatisfy(row -> assertThat(row.source().table()).isEqualTo("genai-prices"));
            });
    PriceRow other = CATALOG.find("zai/glm-5").otherPrices().rows().get(0);
    assertThat(price(other, PriceKind.INPUT)).isEqualTo("1");
    assertThat(price(other, PriceKind.OUTPUT)).isEqualTo("3.2");
  }

  @Test
  void everyPriceIsPlausible() {
    for (ModelFacts facts : CATALOG.models()) {
      PriceBounds.STANDARD.check(facts.ref().toString(), facts.prices(), Prices.UNKNOWN);
    }
  }

  @Test
  void saysOfWhichTablesItIs() {
    assertThat(CATALOG.tables())
        .contains(
            TableSource.of("models.dev", LocalDate.of(2026, 7, 2)),
            TableSource.of("genai-prices", LocalDate.of(2026, 8, 21)),
            TableSource.of("recorded traffic", LocalDate.of(2026, 11, 27)))
        .hasSize(5);
  }

  /** By Anthropic's price page: 1-hour cache writes are twice the price of input. */
  @Test
  void aCacheWriteForAnHourCostsTwiceTheInputAsAnthropicsPageSays() {
    int rows = 0;
    for (ModelFacts facts : CATALOG.models()) {
      for (PriceRow row : facts.prices().rows()) {
        Rate hour = row.rate(PriceKind.CACHE_WRITE_LONG);
        if (hour != null) {
          rows++;
          for (long input : new long[] {1, 300_000}) {
            BigDecimal once = row.rate(PriceKind.INPUT).perMillion(input);
            assertThat(hour.perMillion(input)).as("%s", facts).isEqualByComparingTo(once.add(once));
          }
          assertThat(facts.sources())
              .extracting(TableSource::page)
              .contains("https://platform.claude.com/docs/en/about-claude/pricing");
        }
      }
    }
    assertThat(rows).isGreaterThanOrEqualTo(26);
  }

  @Test
  void knowsMoreThanPrices() {
    ModelFacts facts = CATALOG.find("openai/gpt-5.4-2026-03-05");

    assertThat(facts.ref()).hasToString("openai/gpt-5.4");
    assertThat(facts.contextTokens()).hasValue(1_050_000);
    assertThat(facts.maxInputTokens()).hasValue(922_000);
    assertThat(facts.maxOutputTokens()).hasValue(128_000);
    assertThat(facts.can(Capability.JSON_SCHEMA)).isEqualTo(Support.YES);
    assertThat(facts.can(Capability.AUDIO)).isEqualTo(Support.NO);
    assertThat(facts.temperature()).isEqualTo(Support.NO);
    assertThat(facts.released()).isEqualTo("2026-03-05");
    assertThat(CATALOG.models()).anyMatch(model -> model.status() == ModelStatus.DEPRECATED);
  }

  /** Vertex AI takes the names of Claude's models with a version and without. */
  @ParameterizedTest
  @CsvSource({
    "vertexai/claude-opus-4-7, vertex/claude-opus-4-7@default, NO",
    "vertexai/claude-opus-4-7@default, vertex/claude-opus-4-7@default, NO",
    "vertexai/claude-sonnet-4-5, vertex/claude-sonnet-4-5@20250929, YES",
    "vertexai/claude-sonnet-4-5@default, vertex/claude-sonnet-4-5@20250929, YES",
    "vertexai/claude-opus-4, vertex/claude-opus-4@20250514, YES",
    "vertex-anthropic/claude-haiku-4-5, vertex-anthropic/claude-haiku-4-5@20251001, YES"
  })
  void aModelOnVertexIsFoundWithItsVersionAndWithout(
      String asked, String listed, Support temperature) {
    ModelFacts facts = CATALOG.find(asked);

    assertThat(facts.ref()).hasToString(listed);
    assertThat(facts.temperature()).isEqualTo(temperature);
    assertThat(facts.prices().isKnown()).isTrue();
  }

  /** The tables name documents of some models, and of others they have never asked. */
  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5-mini, DOCUMENTS, YES",
    "openai/gpt-5, DOCUMENTS, UNKNOWN",
    "openai/gpt-5.4, DOCUMENTS, YES",
    "azure/gpt-4o, DOCUMENTS, UNKNOWN",
    "mistral/mistral-large-latest, DOCUMENTS, UNKNOWN",
    "bedrock/mistral.mistral-7b-instruct-v0:2, DOCUMENTS, UNKNOWN",
    "mistral/ministral-3b-latest, IMAGES, YES",
    "mistral/ministral-8b-latest, IMAGES, UNKNOWN",
    "mistral/open-mistral-7b, IMAGES, NO",
    "groq/llama-3.3-70b-versatile, IMAGES, NO",
    "openai/gpt-3.5-turbo, TOOLS, YES",
    "azure/gpt-3.5-turbo-1106, TOOLS, UNKNOWN",
    "azure/gpt-3.5-turbo-instruct, TOOLS, NO",
    "deepseek/deepseek-chat, REASONING, UNKNOWN",
    "mistral/mistral-large-latest, REASONING, UNKNOWN",
    "mistral/codestral-latest, REASONING, UNKNOWN",
    "mistral/devstral-latest, REASONING, UNKNOWN",
    "mistral/magistral-medium-latest, REASONING, YES",
    "mistral/mistral-medium-2505, REASONING, NO",
    "nvidia/mistralai/magistral-small-2506, REASONING, UNKNOWN",
    "groq/llama-3.3-70b-versatile, REASONING, NO"
  })
  void saysNoWhereATableDoesAndIsSilentWhereItIsSilent(
      String model, Capability capability, Support support) {
    assertThat(CATALOG.find(model).can(capability)).isEqualTo(support);
  }

  @Test
  void theRowOfAPriceNamesItsTableDayAndPage() {
    ModelFacts facts = CATALOG.find("openai/gpt-5-mini-2025-08-07");
    PriceRow row = facts.prices().at(DAY);

    assertThat(row).isNotNull();
    assertThat(row.pricedBy(facts.ref().toString()))
        .hasToString("openai/gpt-5-mini in genai-prices of 2026-08-21");
    assertThat(row.source().page()).isEqualTo("https://developers.openai.com/api/docs/pricing");
  }

  /** The file says what a million tokens cost, as cited, and where; '-' for no price, or page. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/io/llmgw/core/catalog/cited-prices.csv",
      numLinesToSkip = 1,
      nullValues = "-")
  void holdsThePricesThatAreCited(
      String model,
      String input,
      String output,
      @Nullable String cached,
      String table,
      LocalDate day,
      @Nullable String page) {
    PriceRow row = CATALOG.find(model).prices().at(DAY);

    assertThat(row).isNotNull();
    assertThat(row.source()).isEqualTo(new TableSource(table, day, page));
    assertThat(row.currency()).isEqualTo("USD");
    assertThat(price(row, PriceKind.INPUT)).isEqualTo(input);
    assertThat(price(row, PriceKind.OUTPUT)).isEqualTo(output);
    assertThat(price(row, PriceKind.CACHED_INPUT)).isEqualTo(cached);
  }

  // What few rows have: kinds of tokens, for inputs of a size, per million.
  @ParameterizedTest
  @CsvSource({
    "anthropic/claude-sonnet-4-5, 200000, input=3 output=15 cached=0.3 write=3.75 lasting=6",
    "anthropic/claude-sonnet-4-5, 200001, input=6 output=22.5 cached=0.6 write=7.5 lasting=12",
    "anthropic/claude-haiku-4-5, 1, write=1.25 lasting=2",
    "azure/claude-opus-4-6, 200000, input=5 output=25 cached=0.5 write=6.25",
    "azure/claude-opus-4-6, 200001, input=10 output=37.5 cached=1 write=12.5",
    "openai/gpt-5.4, 272000, input=2.5 output=15 cached=0.25",
    "openai/gpt-5.4, 272001, input=5 output=22.5 cached=0.5",
    "openai/gpt-5.6-sol, 272000, input=5 output=30 cached=0.5 write=6.25",
    "openai/gpt-5.6-sol, 272001, input=10 output=45 cached=1 write=12.5",
    "gemini/gemini-2.5-pro, 200001, input=2.5 output=15 cached=0.25",
    "alibaba/qwen3.6-plus, 256000, input=0.5 output=3 cached=0.05 write=0.625",
    "alibaba/qwen3.6-plus, 256001, input=2 output=6 cached=0.2 write=2.5",
    "openai/gpt-audio, 1, input=2.5 output=10 audio=32 spoken=64",
    "openai/gpt-realtime, 1, input=4 cached=0.4 output=16 audio=32 cachedAudio=0.4 spoken=64",
    "gemini/gemini-2.5-flash, 1, input=0.3 cached=0.03 output=2.5 audio=1 cachedAudio=0.1",
    "alibaba/qwen3-omni-flash, 1, input=0.43 output=1.66 audio=3.81 spoken=15.11",
    "perplexity/sonar, 1, input=1 output=1 request=0.012",
    "perplexity/sonar-reasoning-pro, 1, input=2 output=8 request=0.014"
  })
  void holdsThePricesOfWritesSoundTiersAndRequestsThatAreCited(
      String model, long inputTokens, String cited) {
    PriceRow row = CATALOG.find(model).prices().at(DAY);

    assertThat(row).isNotNull();
    for (String one : cited.split(" ")) {
      String[] price = one.split("=");
      assertThat(price(row, price[0], inputTokens)).as(one).isEqualTo(price[1]);
    }
  }

  private static String price(PriceRow row, String word, long inputTokens) {
    if (word.equals("request")) {
      return String.valueOf(row.perRequest());
    }
    PriceKind kind =
        switch (word) {
          case "input" -> PriceKind.INPUT;
          case "output" -> PriceKind.OUTPUT;
          case "cached" -> PriceKind.CACHED_INPUT;
          case "write" -> PriceKind.CACHE_WRITE;
          case "lasting" -> PriceKind.CACHE_WRITE_LONG;
          case "audio" -> PriceKind.AUDIO_INPUT;
          case "cachedAudio" -> PriceKind.CACHED_AUDIO_INPUT;
          case "spoken" -> PriceKind.AUDIO_OUTPUT;
          default -> throw new IllegalArgumentException(word);
        };
    Rate rate = row.rate(kind);
    return rate == null ? "-" : rate.perMillion(inputTokens).toPlainString();
  }

  private static @Nullable String price(PriceRow row, PriceKind kind) {
    Rate rate = row.rate(kind);
    return rate == null ? null : rate.perMillion(100_000).toPlainString();
  }
}
