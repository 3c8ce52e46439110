package io.llmgw.providers.openai.answer;

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
 * What usage objects of the Chat Completions family cost by the built-in table, each computed by
 * hand. Prices in the comments are US dollars per million tokens: input, cached input, output.
 */
class OpenAiCostTest {
  private static final Instant DAY = Instant.parse("2026-08-21T18:00:00Z");

  private static Usage usage(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = WireJson.parser(bytes, 0, bytes.length)) {
      parser.nextToken();
      Usage usage = OpenAiUsage.read(parser, new OpenAiBill());
      return usage == null ? Usage.UNKNOWN : usage;
    }
  }

  private static String cost(String model, String usage, Instant at) {
    return ModelCatalog.builtIn().find(model).prices().cost(usage(usage), at).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          # gpt-5-mini: 0.25, 0.025, 2. 1000 x 0.25 + 500 x 2 = 250 + 1000
          openai/gpt-5-mini | {"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500} | ~0.00125 USD
          # 1024 x 0.025 + 976 x 0.25 + 100 x 2 = 25.6 + 244 + 200
          openai/gpt-5-mini-2025-08-07 | {"prompt_tokens":2000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":1024,"audio_tokens":0}} | ~0.0004696 USD
          # reasoning is part of the output: 12 x 0.25 + 840 x 2
          openai/gpt-5-mini | {"prompt_tokens":12,"completion_tokens":840,"completion_tokens_details":{"reasoning_tokens":832}} | ~0.001683 USD
          # an explicit zero is zero
          openai/gpt-5-mini | {"prompt_tokens":0,"completion_tokens":0,"total_tokens":0} | ~0 USD
          # gpt-5: 1.25, 0.125, 10. All cached: 4096 x 0.125 + 1 x 10
          openai/gpt-5 | {"prompt_tokens":4096,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":4096}} | ~0.000522 USD
          # gpt-5.4: 2.5, 0.25, 15 up to 272,000 tokens of input: 272,000 x 2.5 + 1000 x 15
          openai/gpt-5.4 | {"prompt_tokens":272000,"completion_tokens":1000} | ~0.695 USD
          # beyond, all of it at 5, 0.5, 22.5: 12,001 x 5 + 260,000 x 0.5 + 1000 x 22.5
          openai/gpt-5.4 | {"prompt_tokens":272001,"completion_tokens":1000,"prompt_tokens_details":{"cached_tokens":260000}} | ~0.212505 USD
          # gpt-5.6-sol: writes at 6.25. 2000 x 6.25 + 1000 x 0.5 + 500 x 5 + 200 x 30
          openai/gpt-5.6-sol | {"prompt_tokens":3500,"completion_tokens":200,"prompt_tokens_details":{"cached_tokens":1000,"cache_write_tokens":2000}} | ~0.0215 USD
          # gpt-4o: 2.5, 1.25, 10. 128 x 1.25 + 72 x 2.5 + 50 x 10
          openai/gpt-4o-2024-11-20 | {"prompt_tokens":200,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":128}} | ~0.00084 USD
          # o1-pro: 150, 600
          openai/o1-pro | {"prompt_tokens":10,"completion_tokens":1000,"completion_tokens_details":{"reasoning_tokens":960}} | ~0.6015 USD
          # gpt-audio: text 2.5 and 10, audio 32 and 64. 100 x 2.5 + 400 x 32 + 50 x 10 + 150 x 64
          openai/gpt-audio | {"prompt_tokens":500,"completion_tokens":200,"prompt_tokens_details":{"audio_tokens":400},"completion_tokens_details":{"audio_tokens":150}} | ~0.02315 USD
          # gpt-realtime: 4, cached 0.4, audio 32, cached audio 0.4, 16, audio 64.
          # Text is cached first: 300 text and 300 audio at 0.4, and 400 audio at 32
          openai/gpt-realtime | {"prompt_tokens":1000,"completion_tokens":0,"prompt_tokens_details":{"audio_tokens":700,"cached_tokens":600}} | ~0.01304 USD
          # an embedding: 0.02 for 1,000,000
          openai/text-embedding-3-small | {"prompt_tokens":1000000,"total_tokens":1000000} | ~0.02 USD
          # deepseek-chat after 16:30 UTC: 0.135, 0.035, 0.55. 64 x 0.035 + 36 x 0.135 + 10 x 0.55
          deepseek/deepseek-chat | {"prompt_tokens":100,"completion_tokens":10,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36} | ~0.0000126 USD
          # deepseek-v4-pro: 0.435, 0.003625, 0.87. 4000 x 0.003625 + 96 x 0.435 + 700 x 0.87
          deepseek/deepseek-v4-pro | {"prompt_tokens":4096,"completion_tokens":700,"prompt_tokens_details":{"cached_tokens":4000},"prompt_cache_hit_tokens":4000,"completion_tokens_details":{"reasoning_tokens":650}} | ~0.00066526 USD
          # groq: 0.59, none, 0.79. 42 x 0.59 + 58 x 0.79
          groq/llama-3.3-70b-versatile | {"queue_time":0.05,"prompt_tokens":42,"prompt_time":0.001,"completion_tokens":58,"total_tokens":100} | ~0.0000706 USD
          # the read has no price there: cached costs what input costs. 1000 x 0.59
          groq/llama-3.3-70b-versatile | {"prompt_tokens":1000,"completion_tokens":0,"prompt_tokens_details":{"cached_tokens":1000}} | ~0.00059 USD
          # gpt-oss-120b at groq: 0.15, 0.075, 0.6
          groq/openai/gpt-oss-120b | {"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":512}} | ~0.0001716 USD
          # grok-code-fast-1: 0.2, 0.02, 1.5; reasoning beside the output: 12 x 0.2 + (2 + 320) x 1.5
          xai/grok-code-fast-1 | {"prompt_tokens":12,"completion_tokens":2,"total_tokens":334,"completion_tokens_details":{"reasoning_tokens":320}} | ~0.0004854 USD
          # mistral-large-2512: 0.5, 0.05, 1.5
          mistral/mistral-large-2512 | {"prompt_tokens":300,"completion_tokens":30,"total_tokens":330,"num_cached_tokens":100} | ~0.00015 USD
          # mistral-small-2603: 0.15, 0.015, 0.6; the details' misspelt name
          mistral/mistral-small-2603 | {"prompt_tokens":1000,"completion_tokens":10,"prompt_token_details":{"cached_tokens":500}} | ~0.0000885 USD
          # together: 1.25, 0.13, 3.75, cached at the top level
          together/Qwen/Qwen3.7-Max | {"prompt_tokens":2000,"completion_tokens":100,"cached_tokens":1000} | ~0.001755 USD
          # moonshot: 0.6, 0.1, 3
          moonshot/kimi-k2.5 | {"prompt_tokens":500,"completion_tokens":20,"cached_tokens":500} | ~0.00011 USD
          # qwen-plus: 0.4, output 1.2, reasoning 4. 100 x 0.4 + 250 x 4 + 50 x 1.2
          alibaba/qwen-plus | {"prompt_tokens":100,"completion_tokens":300,"completion_tokens_details":{"reasoning_tokens":250}} | ~0.0011 USD
          # sonar: 1, 1, and 0.012 for each request
          perplexity/sonar | {"prompt_tokens":50,"completion_tokens":450} | ~0.0125 USD
          # a free tier, and a host without a table: no price, whatever the usage
          nvidia/meta/llama-3.1-8b-instruct | {"prompt_tokens":1000,"completion_tokens":500} | unknown
          openrouter/deepseek/deepseek-r1:free | {"prompt_tokens":1000,"completion_tokens":500} | unknown
          vllm/openai/gpt-5-mini | {"prompt_tokens":1000,"completion_tokens":500} | unknown
          # no output was reported: what is known is a lower bound
          openai/gpt-5-mini | {"prompt_tokens":1000} | >=0.00025 USD
          # nonsense instead of a number is no number
          openai/gpt-5-mini | {"prompt_tokens":-5,"completion_tokens":"many"} | unknown
          """)
  void costsWhatWasComputedByHand(String model, String usage, String cost) {
    assertThat(cost(model, usage, DAY)).isEqualTo(cost);
  }

  @Test
  void costsWhatTheModelCostAtTheTime() {
    String usage = "{\"prompt_tokens\":1000,\"completion_tokens\":100}";

    // o3: 10 and 40 before 2025-06-10, 2 and 8 from then on
    assertThat(cost("openai/o3", usage, Instant.parse("2025-06-09T23:59:59Z")))
        .isEqualTo("~0.014 USD");
    assertThat(cost("openai/o3", usage, Instant.parse("2025-06-10T00:00:00Z")))
        .isEqualTo("~0.0028 USD");
    // deepseek-chat between 00:30 and 16:30 UTC: 0.27 and 1.1
    assertThat(cost("deepseek/deepseek-chat", usage, Instant.parse("2026-08-21T12:00:00Z")))
        .isEqualTo("~0.00038 USD");
  }

  /** As Grok's at Azure: which of the two numbers is wrong, and so what is charged, is not told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          # grok-4-1-fast-non-reasoning: 0.2, 0.05, 0.5. At least the 23 as cached: 23 x 0.05 + 110 x 0.5
          azure/grok-4-1-fast-non-reasoning | {"prompt_tokens":23,"completion_tokens":110,"total_tokens":133,"prompt_tokens_details":{"cached_tokens":158,"text_tokens":23}} | Usage[input=23, cached_input=158, output=110] | >=0.00005615 USD
          # gpt-5-mini: 0.25, 0.025, 2. 100 x 0.025
          openai/gpt-5-mini | {"prompt_tokens":100,"completion_tokens":0,"prompt_tokens_details":{"cached_tokens":900}} | Usage[input=100, cached_input=900, output=0] | >=0.0000025 USD
          # qwen-plus: 0.4, output 1.2, reasoning 4. It may be the 250 that are wrong: 100 x 0.4 + 30 x 1.2
          alibaba/qwen-plus | {"prompt_tokens":100,"completion_tokens":30,"completion_tokens_details":{"reasoning_tokens":250}} | Usage[input=100, output=30, reasoning=250] | >=0.000076 USD
          # gpt-audio: text 2.5, audio 32. 100 x 2.5 + 1 x 10
          openai/gpt-audio | {"prompt_tokens":100,"completion_tokens":1,"prompt_tokens_details":{"audio_tokens":400}} | Usage[input=100, output=1, audio_input=400] | >=0.00026 USD
          """)
  void aPartAboveItsTotalIsReportedAsItCameAndMakesTheCostALowerBound(
      String model, String usage, String read, String cost) {
    assertThat(usage(usage)).hasToString(read);
    assertThat(cost(model, usage, DAY)).isEqualTo(cost);
  }
}
