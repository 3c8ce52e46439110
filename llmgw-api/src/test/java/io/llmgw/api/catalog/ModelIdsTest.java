package io.llmgw.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.route.ModelRef;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdsTest {
  private static final Prices SOME =
      Prices.of(PriceRow.builder("list", LocalDate.of(2026, 8, 21)).input("1").output("2").build());

  private static ModelCatalog listing(String model) {
    return ModelCatalog.empty().withPrices(model, SOME);
  }

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5-mini-2025-08-07, openai/gpt-5-mini",
    "azure/gpt-4o-2024-08-06, azure/gpt-4o",
    "anthropic/claude-sonnet-4-5-20250929, anthropic/claude-sonnet-4-5",
    "vertex-anthropic/claude-opus-4@20250514, vertex-anthropic/claude-opus-4",
    "vertex-anthropic/claude-sonnet-5@default, vertex-anthropic/claude-sonnet-5",
    "openai/ft:gpt-4o-mini-2024-07-18:acme::Bx1, openai/ft:gpt-4o-mini",
    "openai/ft:gpt-4o:acme:name:Bx1, openai/ft:gpt-4o",
    "gemini/models/gemini-2.5-pro, gemini/gemini-2.5-pro",
    "gemini/gemini-2.0-flash-001, gemini/gemini-2.0-flash",
    "gemini/models/gemini-2.0-flash-001, gemini/gemini-2.0-flash",
    "vertexai/gemini-2.5-pro, vertex/gemini-2.5-pro",
    "vertexai/gemini-2.0-flash-001, vertex/gemini-2.0-flash",
    "vertexai/claude-opus-4-7, vertex/claude-opus-4-7@default",
    "vertexai/claude-opus-4-7@20260416, vertex/claude-opus-4-7@default",
    "vertexai/claude-opus-4-7@default, vertex/claude-opus-4-7",
    "vertex-anthropic/claude-sonnet-5, vertex-anthropic/claude-sonnet-5@default",
    "bedrock/us.amazon.nova-pro-v1:0, bedrock/amazon.nova-pro-v1:0",
    "bedrock/us.anthropic.claude-3-haiku-20240307-v1:0,"
        + " bedrock/regional.anthropic.claude-3-haiku-20240307-v1:0",
    "bedrock/anthropic.claude-3-haiku-20240307-v1:0,"
        + " bedrock/regional.anthropic.claude-3-haiku-20240307-v1:0",
    "bedrock/arn:aws:bedrock:us-east-1:123:inference-profile/us.amazon.nova-pro-v1:0,"
        + " bedrock/us.amazon.nova-pro-v1:0",
    "bedrock/arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0,"
        + " bedrock/amazon.nova-pro-v1:0"
  })
  void findsUnderABroaderId(String asked, String listed) {
    ModelFacts found = listing(listed).find(asked);

    assertThat(found.ref()).isEqualTo(ModelRef.parse(listed));
    assertThat(found.prices()).isEqualTo(SOME);
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter/deepseek/deepseek-r1:free, openrouter/deepseek/deepseek-r1",
    "openrouter/deepseek/deepseek-r1:nitro, openrouter/deepseek/deepseek-r1",
    "openrouter/openai/gpt-5, openai/gpt-5",
    "openai/gpt-4o-latest, openai/gpt-4o",
    "openai/gpt-5-mini, openai/gpt-5",
    "openai/gpt-5, openai/gpt-5-2025-08-07",
    "openai/ft:gpt-4o-mini-2024-07-18:acme::Bx1, openai/gpt-4o-mini",
    "mistral/mistral-small-2402, mistral/mistral-small",
    "openai/gpt-5-2025-8-07, openai/gpt-5",
    "groq/gemini-2.0-flash-001, groq/gemini-2.0-flash",
    "bedrock/global.anthropic.claude-opus-5, bedrock/anthropic.claude-opus-5",
    "bedrock/global.anthropic.claude-opus-5, bedrock/regional.anthropic.claude-opus-5",
    "bedrock/anthropic.claude-3-sonnet-20240229-v1:0:200k,"
        + " bedrock/anthropic.claude-3-sonnet-20240229-v1:0",
    "bedrock/arn:aws:bedrock:us-east-1:123:application-inference-profile/a1b2,"
        + " bedrock/amazon.nova-pro-v1:0",
    "vertexai/claude-opus-4-7, vertex/claude-opus-4-8@default",
    "anthropic/claude-opus-4-7, anthropic/claude-opus-4-7@default",
    "azure/our-deployment, azure/gpt-4o"
  })
  void doesNotInheritAPriceOfAnotherProduct(String asked, String listed) {
    ModelFacts found = listing(listed).find(asked);

    assertThat(found.ref()).isEqualTo(ModelRef.parse(asked));
    assertThat(found.prices().isKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/gpt-4o-2024-05-13", "azure/gpt-4o-2024-05-13"})
  void theExactIdComesFirst(String dated) {
    String family = dated.substring(0, dated.indexOf("-2024"));
    ModelCatalog catalog = listing(family).withPrices(dated, Prices.UNKNOWN);

    assertThat(catalog.find(dated).prices().isKnown()).isFalse();
    assertThat(catalog.find(family).prices().isKnown()).isTrue();
  }
}
