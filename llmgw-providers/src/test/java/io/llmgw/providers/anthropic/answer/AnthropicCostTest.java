package io.llmgw.providers.anthropic.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;

/**
 * What usage objects of the Messages protocol cost by the built-in table, each computed by hand.
 * Prices in the comments are US dollars per million tokens: input, cache read, write for 5 minutes,
 * write for an hour, output.
 */
class AnthropicCostTest {
  private static final Instant DAY = Instant.parse("2026-08-21T18:00:00Z");

  private static Usage usage(String... reports) {
    AnthropicUsage usage = new AnthropicUsage();
    for (String report : reports) {
      byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
      try (JsonParser parser = WireJson.parser(bytes, 0, bytes.length)) {
        parser.nextToken();
        usage.read(parser, bytes, 0);
      }
    }
    return usage.build();
  }

  private static String cost(String model, Instant at, String... reports) {
    return ModelCatalog.builtIn().find(model).prices().cost(usage(reports), at).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # claude-sonnet-4-5: 3, 0.3, 3.75, 6, 15. 25 x 3 + 150 x 15
          anthropic/claude-sonnet-4-5 | {"input_tokens":25,"output_tokens":150} | ~0.002325 USD
          # the input is without the cache: 4 x 3 + 1800 x 0.3 + 250 x 3.75 + 100 x 15
          anthropic/claude-sonnet-4-5-20250929 | {"input_tokens":4,"cache_creation_input_tokens":250,"cache_read_input_tokens":1800,"output_tokens":100} | ~0.0029895 USD
          # written for an hour: 10 x 3 + 2000 x 6 + 50 x 15
          anthropic/claude-sonnet-4-5 | {"input_tokens":10,"cache_creation_input_tokens":2000,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":2000},"output_tokens":50} | ~0.01278 USD
          # both lifetimes: 456 x 3.75 + 100 x 6 + 1 x 15
          anthropic/claude-sonnet-4-5 | {"input_tokens":0,"cache_creation_input_tokens":556,"cache_creation":{"ephemeral_5m_input_tokens":456,"ephemeral_1h_input_tokens":100},"output_tokens":1} | ~0.002325 USD
          # 200,000 tokens of input, with the cache: 1000 x 3 + 199,000 x 0.3
          anthropic/claude-sonnet-4-5 | {"input_tokens":1000,"cache_read_input_tokens":199000,"output_tokens":0} | ~0.0627 USD
          # one more, and all of it is at 6, 0.6, 7.5, 12, 22.5: 1001 x 6 + 199,000 x 0.6 + 10 x 22.5
          anthropic/claude-sonnet-4-5 | {"input_tokens":1001,"cache_read_input_tokens":199000,"output_tokens":10} | ~0.125631 USD
          # written for an hour in a long call: 250,000 x 12
          anthropic/claude-sonnet-4-5 | {"input_tokens":0,"cache_creation_input_tokens":250000,"cache_creation":{"ephemeral_1h_input_tokens":250000},"output_tokens":0} | ~3 USD
          # claude-opus-4-5: 5, 0.5, 6.25, 10, 25. Thinking is part of the output: 100 x 5 + 900 x 25
          anthropic/claude-opus-4-5 | {"input_tokens":100,"output_tokens":900,"output_tokens_details":{"thinking_tokens":850}} | ~0.023 USD
          # claude-haiku-4-5: 1, 0.1, 1.25, 2, 5. 3 x 1 + 20,000 x 0.1 + 8 x 5
          anthropic/claude-haiku-4-5 | {"input_tokens":3,"cache_read_input_tokens":20000,"output_tokens":8} | ~0.002043 USD
          # claude-3-haiku: 0.25, 0.03, 0.3, 0.5, 1.25. 400 x 0.25 + 1000 x 0.3 + 100 x 1.25
          anthropic/claude-3-haiku-20240307 | {"input_tokens":400,"cache_creation_input_tokens":1000,"output_tokens":100} | ~0.000525 USD
          # claude at Bedrock, whose table has no price for an hour: at least 1000 x 4.125 + 10 x 16.5
          bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0 | {"input_tokens":0,"cache_creation_input_tokens":1000,"cache_creation":{"ephemeral_1h_input_tokens":1000},"output_tokens":10} | >=0.00429 USD
          # and its short one: 1000 x 4.125
          bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0 | {"input_tokens":0,"cache_creation_input_tokens":1000,"output_tokens":0} | ~0.004125 USD
          # all zero is free, nothing said is unknown
          anthropic/claude-haiku-4-5 | {"input_tokens":0,"output_tokens":0} | ~0 USD
          anthropic/claude-haiku-4-5 | {} | unknown
          # a model that is not listed
          anthropic/claude-nobody-knows | {"input_tokens":25,"output_tokens":150} | unknown
          """)
  void costsWhatWasComputedByHand(String model, String usage, String cost) {
    assertThat(cost(model, DAY, usage)).isEqualTo(cost);
  }

  @Test
  void streamedCacheReadsCostWhatTheyCostInAWholeAnswer() {
    String start =
        "{\"input_tokens\":4,\"cache_creation_input_tokens\":250,"
            + "\"cache_read_input_tokens\":1800,\"output_tokens\":1}";

    assertThat(cost("anthropic/claude-sonnet-4-5", DAY, start, "{\"output_tokens\":100}"))
        .isEqualTo("~0.0029895 USD");
  }

  @Test
  void cachedTokensAreInputAndChargedOnceAtTheirOwnPrices() {
    String report =
        "{\"input_tokens\":4,\"cache_creation_input_tokens\":250,"
            + "\"cache_read_input_tokens\":1800,\"output_tokens\":0}";

    assertThat(usage(report).inputTokens()).hasToString("2054");
    // 4 x 3 + 1800 x 0.3 + 250 x 3.75, and none of the 2050 at 3 as well
    assertThat(cost("anthropic/claude-sonnet-4-5", DAY, report)).isEqualTo("~0.0014895 USD");
  }

  @Test
  void usageThatIsRepeatedInAStreamIsChargedOnce() {
    String whole =
        "{\"input_tokens\":4,\"cache_creation_input_tokens\":250,"
            + "\"cache_read_input_tokens\":1800,\"output_tokens\":100}";

    assertThat(cost("anthropic/claude-sonnet-4-5", DAY, whole, whole, whole))
        .isEqualTo("~0.0029895 USD");
  }

  @Test
  void cacheWritesOfAllRoundsOfAServerToolAreCharged() {
    String start = "{\"input_tokens\":10,\"cache_creation_input_tokens\":100,\"output_tokens\":1}";
    // The lifetimes are of the first round, the total is of all: 10 x 3 + 700 x 3.75 + 40 x 15
    String end =
        "{\"cache_creation_input_tokens\":700,\"cache_creation\":{\"ephemeral_5m_input_tokens\":100},"
            + "\"output_tokens\":40,\"server_tool_use\":{\"web_search_requests\":2}}";

    assertThat(cost("anthropic/claude-sonnet-4-5", DAY, start, end)).isEqualTo("~0.003255 USD");
  }

  @Test
  void costsWhatTheModelCostAtTheTime() {
    String usage = "{\"input_tokens\":1000,\"output_tokens\":100}";

    // claude-sonnet-5: 2 and 10 before 2026-09-01, 3 and 15 from then on
    assertThat(cost("anthropic/claude-sonnet-5", Instant.parse("2026-08-31T23:59:59Z"), usage))
        .isEqualTo("~0.003 USD");
    assertThat(cost("anthropic/claude-sonnet-5", Instant.parse("2026-09-01T00:00:00Z"), usage))
        .isEqualTo("~0.0045 USD");
  }
}
