package io.llmgw.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The community's table of LiteLLM. */
class LiteLlmFileTest {
  @TempDir private Path folder;

  private static Rate rate(String price) {
    return Rate.of(new BigDecimal(price));
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

  @Test
  void namesTheEntryAndFieldOfAnAmountOfLiteLlmBeyondAllReason() throws IOException {
    Path file =
        json(
            "{\"m\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e9000,"
                + " \"output_cost_per_token\": 1e-6}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageContaining(", \"m\": \"input_cost_per_token\": an amount has at most 15 digits")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void readsPricesByRangesOfInputInTheTableOfLiteLlm() throws IOException {
    Path file =
        json(
            ranged(
                "{\"range\": [0, 256000.0], \"input_cost_per_token\": 4e-7,"
                    + " \"cache_read_input_token_cost\": 1e-7,"
                    + " \"output_cost_per_token\": 1.2e-6},"
                    + "{\"range\": [256000.0, 1000000.0], \"input_cost_per_token\": 1.2e-6,"
                    + " \"cache_read_input_token_cost\": 3e-7,"
                    + " \"output_cost_per_token\": 3.6e-6}",
                ""));

    PriceRow row = ModelCatalog.empty().withFile(file).find("alibaba/m").prices().rows().get(0);

    assertThat(row.rate(PriceKind.INPUT)).isEqualTo(rate("0.4").above(256_000, "1.2"));
    assertThat(row.rate(PriceKind.CACHED_INPUT)).isEqualTo(rate("0.1").above(256_000, "0.3"));
    assertThat(row.rate(PriceKind.OUTPUT)).isEqualTo(rate("1.2").above(256_000, "3.6"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a gap, no beginning, one that overlaps, none at all
        "{'range': [0, 1000], IN, OUT}, {'range': [2000, 9000], IN, OUT}",
        "{'range': [500, 1000], IN, OUT}",
        "{'range': [0, 1000], IN, OUT}, {'range': [900, 2000], IN, OUT}",
        "{'range': [1000, 0], IN, OUT}",
        "{'range': [0], IN, OUT}",
        "{'range': [0, 1.5], IN, OUT}",
        "{'range': ['0', '9'], IN, OUT}",
        "{IN, OUT}",
        // a kind that is priced in some of them, and one that is not known
        "{'range': [0, 1000], IN, OUT}, {'range': [1000, 2000], OUT}",
        "{'range': [0, 1000], OUT}",
        "{'range': [0, 1000], IN, OUT, 'output_cost_per_token_thinking': 1e-6}"
      })
  void aPriceByRangesThatAreNotPlainInTheTableOfLiteLlmIsNoPrice(String ranges) throws IOException {
    String text =
        ranges
            .replace('\'', '"')
            .replace("IN", "\"input_cost_per_token\": 1e-6")
            .replace("OUT", "\"output_cost_per_token\": 2e-6");
    String flat = ", \"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 2e-6";

    for (String more : List.of("", flat)) {
      assertThat(ModelCatalog.empty().withFile(json(ranged(text, more))).find("alibaba/m").prices())
          .isEqualTo(Prices.UNKNOWN);
    }
  }

  @Test
  void aFlatPriceThatIsNotThatOfTheFirstRangeInTheTableOfLiteLlmIsNoPrice() throws IOException {
    String range =
        "{\"range\": [0, 1000], \"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 2e-6}";

    assertThat(liteLlmRow(ranged(range, ", \"input_cost_per_token\": 3e-6"))).isNull();
    assertThat(liteLlmRow(ranged(range, ", \"input_cost_per_token_above_128k_tokens\": 3e-6")))
        .isNull();
    assertThat(liteLlmRow(ranged(range, ", \"input_cost_per_token\": 1e-6"))).isNotNull();
  }

  private @Nullable PriceRow liteLlmRow(String text) throws IOException {
    return ModelCatalog.empty().withFile(json(text)).find("alibaba/m").prices().at(Instant.EPOCH);
  }

  private static String ranged(String ranges, String more) {
    return "{\"m\": {\"litellm_provider\": \"dashscope\", \"tiered_pricing\": ["
        + ranges
        + "]"
        + more
        + "}}";
  }

  @Test
  void readsThePriceOfARequestInTheTableOfLiteLlm() throws IOException {
    Path file =
        json(
            "{\"m\": {\"litellm_provider\": \"perplexity\", \"input_cost_per_token\": 1e-6,"
                + " \"output_cost_per_token\": 2e-6, \"input_cost_per_request\": 0.005}}");

    PriceRow row = ModelCatalog.empty().withFile(file).find("perplexity/m").prices().rows().get(0);

    assertThat(row.cost(Usage.reported(1_000_000, 1_000_000))).hasToString("~3.005 USD");

    String negative = Files.readString(file).replace("0.005", "-0.005");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(json(negative)))
        .withMessageEndingWith(
            ".json, \"m\": \"input_cost_per_request\": a price per request must be above 0, not"
                + " -0.005");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"citation_cost_per_token\": 2e-6",
        "\"off_peak_pricing\": {\"windows\": []}",
        "\"tiered_pricing\": [{\"range\": [1, 9]}]"
      })
  void saysWhichPricesOfLiteLlmItDoesNotRead(String more) throws IOException {
    List<String> logged = new ArrayList<>();
    String prices = ", \"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 2e-6";
    Path file =
        json(
            ("{\"fine\": {\"litellm_provider\": \"acme\"%s},"
                    + "\"odd\": {\"litellm_provider\": \"acme\"%s, %s}}")
                .formatted(prices, prices, more));

    ModelCatalog catalog = logging(logged, () -> ModelCatalog.empty().withFile(file));

    assertThat(catalog.find("acme/fine").prices()).matches(Prices::isKnown);
    assertThat(catalog.find("acme/odd").prices()).isEqualTo(Prices.UNKNOWN);
    assertThat(logged)
        .singleElement()
        .asString()
        .startsWith(file.getFileName() + ": models without a price here: 1,")
        .endsWith(
            "such as \"odd\" (" + more.substring(0, more.indexOf(':')).replace("\"", "") + ")");
  }

  private static <T> T logging(List<String> logged, Callable<T> body) {
    Logger log = Logger.getLogger("io.llmgw.api.catalog");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    try {
      return body.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      log.removeHandler(handler);
    }
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
