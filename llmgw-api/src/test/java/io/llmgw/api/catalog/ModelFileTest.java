package io.llmgw.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.price.PriceBounds;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
  private static final String SOURCES =
      "\"sources\":[{\"table\":\"leaflet\",\"asOf\":\"2026-08-21\",\"page\":\"https://acme.test\"},"
          + "{\"table\":\"contract\",\"asOf\":\"2026-11-01\"}]";

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("ours.jsonl"), String.join("\n", lines));
  }

  private static String line(String more) {
    return "{\"provider\":\"acme\",\"model\":\"model\"," + SOURCES + more + "}";
  }

  @Test
  void readsAllThatARowCanSay() throws IOException {
    Path file =
        file(
            "",
            line(
                ",\"released\":\"2025-08-07\",\"status\":\"deprecated\",\"context\":400000,"
                    + "\"maxInput\":272000,\"maxOutput\":128000,\"in\":[\"text\",\"pdf\"],"
                    + "\"out\":[\"text\"],\"tools\":true,\"reasoning\":false,\"schema\":true,"
                    + "\"temperature\":false,\"prices\":[{\"source\":\"leaflet\",\"perMillion\":"
                    + "{\"input\":{\"base\":2.50,\"above\":[{\"inputTokensOver\":272000,"
                    + "\"price\":5}]},\"cachedInput\":0.25,\"output\":15}},"
                    + "{\"source\":\"contract\",\"from\":\"2026-11-01\",\"hours\":\"16:30-00:30\","
                    + "\"serviceTier\":\"flex\",\"currency\":\"EUR\",\"perRequest\":0.01,"
                    + "\"perMillion\":{\"input\":1.1,\"output\":7}}]"),
            "");

    ModelFacts facts = ModelCatalog.empty().withFile(file).find("acme/model");

    assertThat(facts.contextTokens()).hasValue(400_000);
    assertThat(facts.maxInputTokens()).hasValue(272_000);
    assertThat(facts.maxOutputTokens()).hasValue(128_000);
    assertThat(facts.input()).isEqualTo(Set.of(Modality.TEXT, Modality.PDF));
    assertThat(facts.output()).isEqualTo(Set.of(Modality.TEXT));
    assertThat(facts.can(Capability.TOOLS)).isEqualTo(Support.YES);
    assertThat(facts.can(Capability.REASONING)).isEqualTo(Support.NO);
    assertThat(facts.can(Capability.IMAGES)).isEqualTo(Support.NO);
    assertThat(facts.can(Capability.DOCUMENTS)).isEqualTo(Support.YES);
    assertThat(facts.temperature()).isEqualTo(Support.NO);
    assertThat(facts.released()).isEqualTo("2025-08-07");
    assertThat(facts.status()).isEqualTo(ModelStatus.DEPRECATED);
    assertThat(facts.sources()).hasSize(2);
    PriceRow first = facts.prices().rows().get(0);
    assertThat(first.rate(PriceKind.INPUT)).isEqualTo(rate("2.5").above(272_000, "5"));
    assertThat(first.source())
        .isEqualTo(new TableSource("leaflet", LocalDate.of(2026, 8, 21), "https://acme.test"));
    PriceRow second = facts.prices().rows().get(1);
    assertThat(second.currency()).isEqualTo("EUR");
    assertThat(second.perRequest()).isEqualByComparingTo("0.01");
    assertThat(second.hours()).hasToString("16:30-00:30");
    assertThat(second.serviceTier()).isEqualTo("flex");
    assertThat(second.from()).isEqualTo(LocalDate.of(2026, 11, 1));
  }

  private static Rate rate(String price) {
    return Rate.of(new BigDecimal(price));
  }

  @Test
  void aModelOfOnesOwnIsFreeOnlyWhereTheFileSaysSo() throws IOException {
    Path file = file(line(",\"prices\":[{\"source\":\"contract\",\"free\":true}]"));

    Prices prices = ModelCatalog.empty().withFile(file).find("acme/model").prices();

    assertThat(prices.rows()).singleElement().matches(PriceRow::isFree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"context\":\"many\" | \"context\" must be a number of tokens, not \"many\"",
        ",\"context\":1.5 | \"context\" must be a whole number of tokens above 0, not 1.5",
        ",\"context\":1e400 | \"context\" must be a whole number of tokens above 0, not 1E+400",
        ",\"context\":1e18 | \"context\" must be a whole number of tokens above 0, not 1.0E18",
        ",\"maxOutput\":-1 | \"maxOutput\" must be a whole number of tokens above 0, not -1",
        ",\"in\":[\"smell\"] | \"in\" must be of [text, image, audio, video, pdf], not \"smell\"",
        ",\"contextt\":1 | \"contextt\" is not known here",
        ",\"tools\":\"yes\" | \"tools\" must be true or false, not \"yes\"",
        ",\"status\":\"old\" | \"status\" must be of [alpha, beta, deprecated], not \"old\"",
        ",\"released\":\"May\" | a date is like 2025-08-07, 2025-08 or 2025: May",
        ",\"prices\":[{\"perMillion\":{\"input\":1}}] | \"source\" must name one of the row's",
        ",\"prices\":[{\"source\":\"x\",\"perMillion\":{\"input\":1}}] | names none of them: x",
        ",\"prices\":[{\"source\":\"contract\"}] | \"prices\" 1: \"perMillion\" is missing",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"inputs\":1}}] |"
            + " \"inputs\" is no kind of price; there are",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":\"1\"}}] |"
            + " \"input\" must be a number, not \"1\"",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":-1}}] |"
            + " a price must be at least 0, not -1",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":0,\"output\":0}}] |"
            + " all prices are 0: say that it is free, if it is",
        ",\"prices\":[{\"source\":\"contract\",\"hours\":\"night\",\"perMillion\":{\"input\":1}}] |"
            + " \"hours\" must be like 16:30-00:30, not \"night\"",
        ",\"prices\":[{\"source\":\"contract\",\"from\":\"soon\",\"perMillion\":{\"input\":1}}] |"
            + " \"from\" must be a day such as 2026-08-21, not \"soon\"",
        ",\"prices\":[{\"source\":\"contract\",\"currency\":\"$\",\"perMillion\":{\"input\":1}}] |"
            + " a currency is 1 to 16 of A-Z and 0-9, not $",
        ",\"prices\":[{\"source\":\"contract\",\"currency\":\"XXX\"}] |"
            + " prices need a currency, and XXX is none"
      })
  void namesFileLineFieldAndValue(String more, String reason) throws IOException {
    Path file = file(line("").replace("\"model\":\"model\"", "\"model\":\"good\""), line(more));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageStartingWith("ours.jsonl, line 2 (acme/model)")
        .withMessageContaining(reason);
  }

  @Test
  void aBrokenFileIsAnErrorAndChangesNothing() throws IOException {
    ModelCatalog before = ModelCatalog.empty().withFile(file(line(",\"context\":1000")));
    Path broken = file(line(",\"context\":2000"), "{\"provider\":\"acme\",", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> before.withFile(broken))
        .withMessage("ours.jsonl, line 2, column 20: the text ends too early");
    assertThat(before.find("acme/model").contextTokens()).hasValue(1000);
  }

  @Test
  void aRowWithoutSourceOrDateIsRefused() throws IOException {
    String none = "{\"provider\":\"acme\",\"model\":\"model\"}";
    String undated =
        "{\"provider\":\"acme\",\"model\":\"model\",\"sources\":[{\"table\":\"leaflet\"}]}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file(none)))
        .withMessageContaining("\"sources\" must say which table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file(undated)))
        .withMessageContaining("\"asOf\" is missing");
  }

  @Test
  void aModelThatIsListedTwiceIsRefused() throws IOException {
    Path file = file(line(""), line(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessage("ours.jsonl, line 2: acme/model is listed twice");
  }

  @Test
  void aPriceMeantPerTokenIsRefusedUnlessItIsMeant() throws IOException {
    Path file =
        file(
            line(
                ",\"prices\":[{\"source\":\"contract\","
                    + "\"perMillion\":{\"input\":0.00000025,\"output\":0.000002}}]"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageStartingWith("ours.jsonl, acme/model: the price of INPUT is 0.00000025 USD")
        .withMessageContaining("is it meant per token");
    assertThat(ModelCatalog.empty().withFile(file, PriceBounds.NONE).find("acme/model").prices())
        .matches(Prices::isKnown);
  }

  @Test
  void whatIsNoFileOfModelsIsRefused() throws IOException {
    Path named = Files.writeString(folder.resolve("prices.csv"), "a,b");
    Path latin = Files.write(folder.resolve("latin.jsonl"), new byte[] {(byte) 0xE4});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(named))
        .withMessageStartingWith("prices.csv: a file of models is named");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(latin))
        .withMessage("latin.jsonl is not UTF-8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file("[1]")))
        .withMessage("ours.jsonl, line 1: must be an object, not an array");
    assertThatThrownBy(() -> ModelCatalog.empty().withFile(folder.resolve("none.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsTheTableOfLiteLlm() throws IOException {
    ModelCatalog catalog = ModelCatalog.empty().withFile(liteLlm());

    ModelFacts claude = catalog.find("anthropic/claude-test");
    PriceRow row = claude.prices().at(Instant.EPOCH);
    assertThat(claude.maxInputTokens()).hasValue(200_000);
    assertThat(claude.maxOutputTokens()).hasValue(64_000);
    assertThat(claude.can(Capability.TOOLS)).isEqualTo(Support.YES);
    assertThat(claude.can(Capability.IMAGES)).isEqualTo(Support.NO);
    assertThat(claude.can(Capability.AUDIO)).isEqualTo(Support.UNKNOWN);
    assertThat(row).isNotNull();
    assertThat(row.rate(PriceKind.INPUT)).isEqualTo(rate("3").above(200_000, "6"));
    assertThat(row.rate(PriceKind.CACHED_INPUT).base()).isEqualByComparingTo("0.3");
    assertThat(row.rate(PriceKind.CACHE_WRITE).base()).isEqualByComparingTo("3.75");
    assertThat(row.rate(PriceKind.CACHE_WRITE_LONG).perMillion(200_001)).isEqualByComparingTo("12");
    assertThat(claude.prices().at(Instant.EPOCH, "priority").rate(PriceKind.OUTPUT).base())
        .isEqualByComparingTo("30");
    assertThat(claude.prices().at(Instant.EPOCH, "batch").rate(PriceKind.INPUT).base())
        .isEqualByComparingTo("1.5");
    assertThat(claude.prices().at(Instant.EPOCH, "flex")).isNull();
    assertThat(row.source()).isEqualTo(TableSource.of("community.json", LocalDate.of(2026, 11, 2)));
  }

  @Test
  void namesProvidersOfLiteLlmAsOurs() throws IOException {
    ModelCatalog catalog = ModelCatalog.empty().withFile(liteLlm());

    assertThat(catalog.find("bedrock/us.acme.m-v1:0").prices().isKnown()).isTrue();
    assertThat(catalog.find("vertex-anthropic/claude-test@20260101").prices().isKnown()).isTrue();
    assertThat(catalog.find("together/acme/m").prices().isKnown()).isTrue();
    assertThat(catalog.find("azure/eu/gpt-test").prices().isKnown()).isTrue();
    assertThat(catalog.find("openrouter/acme/m").prices().isKnown()).isTrue();
    assertThat(catalog.models()).hasSize(8);
  }

  @Test
  void aPriceOfZeroInTheTableOfLiteLlmIsNoPrice() throws IOException {
    ModelCatalog catalog = ModelCatalog.empty().withFile(liteLlm());

    assertThat(catalog.find("openrouter/acme/m:free").prices()).isEqualTo(Prices.UNKNOWN);
    assertThat(catalog.find("openai/embed-test").prices().rows().get(0).rates())
        .containsOnlyKeys(PriceKind.INPUT, PriceKind.OUTPUT);
  }

  @Test
  void aPriceOfLongInputsAloneInTheTableOfLiteLlmIsNoPrice() throws IOException {
    Path input =
        json(
            "{\"m\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 0,"
                + " \"input_cost_per_token_above_200k_tokens\": 1e-6,"
                + " \"output_cost_per_token\": 2e-6}}");
    Path both =
        json(
            "{\"m\": {\"litellm_provider\": \"openai\","
                + " \"input_cost_per_token_above_200k_tokens\": 1e-6,"
                + " \"output_cost_per_token_above_200k_tokens\": 2e-6}}");

    for (Path file : List.of(input, both)) {
      assertThat(ModelCatalog.empty().withFile(file).find("openai/m").prices())
          .isEqualTo(Prices.UNKNOWN);
    }
  }

  @Test
  void namesTheEntryOfLiteLlmThatIsBroken() throws IOException {
    Path text =
        json("{\n \"m\": {\"litellm_provider\": \"openai\",\n \"input_cost_per_token\": }}");
    Path field =
        json("{\"m\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": \"1\"}}");
    Path noProvider = json("{\"m\": {\"input_cost_per_token\": 1e-6}}");
    Path perMillion =
        json(
            "{\"m\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 3,"
                + " \"output_cost_per_token\": 15}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(text))
        .withMessage(text.getFileName() + ", line 3: expected a value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(field))
        .withMessageContaining(", \"m\": \"input_cost_per_token\" must be a number, not \"1\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(noProvider))
        .withMessageContaining("\"litellm_provider\" is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(perMillion))
        .withMessageContaining("openai/m: the price of INPUT is 3000000 USD per million tokens");
  }

  private Path json(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "broken", ".json"), text);
  }

  private Path liteLlm() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("community.json"),
            """
            {
              "sample_spec": {"litellm_provider": "one of many", "max_tokens": "a number"},
              "claude-test": {"litellm_provider": "anthropic", "mode": "chat",
                "max_input_tokens": 200000, "max_output_tokens": 64000, "max_tokens": 64000,
                "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05,
                "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06,
                "cache_creation_input_token_cost_above_1hr": 6e-06,
                "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
                "input_cost_per_token_above_200k_tokens": 6e-06,
                "output_cost_per_token_above_200k_tokens": 2.25e-05,
                "input_cost_per_token_priority": 6e-06, "output_cost_per_token_priority": 3e-05,
                "input_cost_per_token_batches": 1.5e-06, "output_cost_per_token_batches": 7.5e-06,
                "input_cost_per_token_flex": 1.5e-06,
                "supports_function_calling": true, "supports_vision": false,
                "search_context_cost_per_query": {"search_context_size_low": 0.01}},
              "us.acme.m-v1:0": {"litellm_provider": "bedrock_converse",
                "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
              "vertex_ai/claude-test@20260101": {"litellm_provider": "vertex_ai-anthropic_models",
                "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
              "together_ai/acme/m": {"litellm_provider": "together_ai",
                "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
              "azure/eu/gpt-test": {"litellm_provider": "azure", "max_input_tokens": 0,
                "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
              "openrouter/acme/m": {"litellm_provider": "openrouter",
                "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
              "openrouter/acme/m:free": {"litellm_provider": "openrouter",
                "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
              "embed-test": {"litellm_provider": "openai", "mode": "embedding",
                "input_cost_per_token": 2e-08, "output_cost_per_token": 0.0}
            }
            """);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-02T03:04:05Z")));
    return file;
  }
}
