package io.llmgw.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What usages of providers whose wire is not read here cost by the built-in table, each computed by
 * hand. Prices in the comments are US dollars per million tokens.
 */
class CostTest {
  private static final Instant DAY = Instant.parse("2026-08-21T18:00:00Z");

  private static Usage usage(String counts) {
    Usage.Builder usage = Usage.builder();
    for (String count : counts.split(" ", -1)) {
      String[] parts = count.split("=", -1);
      TokenKind kind = TokenKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
      if (parts[1].startsWith("~")) {
        usage.estimated(kind, Long.parseLong(parts[1].substring(1)));
      } else if (parts[1].startsWith(">")) {
        usage.atLeast(kind, Long.parseLong(parts[1].substring(1)));
      } else {
        usage.reported(kind, Long.parseLong(parts[1]));
      }
    }
    return usage.build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # gemini-2.5-flash: 0.3, cached 0.03, audio 1, cached audio 0.1, output 2.5. 100 x 0.3 + 900 x 2.5
          gemini/gemini-2.5-flash | input=100 output=900 reasoning=700 | ~0.00228 USD
          # 50 x 0.3 + 450 x 1 + 10 x 2.5
          gemini/gemini-2.5-flash | input=500 audio_input=450 output=10 | ~0.00049 USD
          # a cached recording: 1000 text and 8000 audio cached, 1000 audio not: 30 + 800 + 1000
          gemini/gemini-2.5-flash | input=10000 audio_input=9000 cached_input=9000 output=0 | ~0.00183 USD
          # gemini-2.0-flash: 0.1, cached 0.025, 0.4. 700 x 0.025 + 300 x 0.1 + 100 x 0.4
          gemini/gemini-2.0-flash-001 | input=1000 cached_input=700 output=100 | ~0.0000875 USD
          # gemini-2.5-pro: 1.25, 0.125, 10 up to 200,000. What tools of the provider returned is input: 1000 x 1.25 + 10 x 10
          gemini/gemini-2.5-pro | input=1000 tool_use=800 output=10 | ~0.00135 USD
          # beyond: 2.5, 0.25, 15. 50,000 x 2.5 + 200,000 x 0.25 + 2000 x 15
          gemini/gemini-2.5-pro | input=250000 cached_input=200000 output=2000 reasoning=1500 | ~0.205 USD
          # gemini-3-pro-preview beyond 200,000: 4, 18. 200,001 x 4 + 1 x 18
          gemini/gemini-3-pro-preview | input=200001 output=1 | ~0.800022 USD
          # vertex as gemini, up to 200,000
          vertex/gemini-2.5-pro | input=200000 output=0 | ~0.25 USD
          # nova-pro: 0.8, 0.2, 3.2. 100 x 0.8 + 900 x 0.2 + 50 x 3.2
          bedrock/us.amazon.nova-pro-v1:0 | input=1000 cached_input=900 output=50 | ~0.00042 USD
          # claude-opus-4-6 anywhere in the world: 5, 0.5, 6.25, 25. 10 x 5 + 90 x 0.5 + 100 x 6.25 + 4 x 25
          bedrock/global.anthropic.claude-opus-4-6-v1 | input=200 cached_input=90 cache_write=100 output=4 | ~0.00082 USD
          # the same of a region that is not listed: a global price is no regional one
          bedrock/global.anthropic.claude-3-opus-20240229-v1:0 | input=200 output=4 | unknown
          # azure: 0.25, 0.03, 2
          azure/gpt-5-mini | input=2000 cached_input=1000 output=100 | ~0.00048 USD
          # azure gpt-5.4 beyond 272,000: 5, 0.5, 22.5
          azure/gpt-5.4 | input=300000 output=100 | ~1.50225 USD
          # command-a: 2.5, 10
          cohere/command-a-03-2025 | input=503 output=12 | ~0.0013775 USD
          # qwen3.6-plus up to 256,000: 0.5, 0.05, write 0.625, 3. 100 x 0.5 + 300 x 0.05 + 600 x 0.625 + 10 x 3
          alibaba/qwen3.6-plus | input=1000 cached_input=300 cache_write=600 output=10 | ~0.00047 USD
          # beyond: 2, 0.2, 2.5, 6. 100,000 x 2 + 200,000 x 0.2
          alibaba/qwen3.6-plus | input=300000 cached_input=200000 output=0 | ~0.24 USD
          # qwen3-omni-flash: 0.43, audio 3.81, output 1.66, audio 15.11. 20 x 0.43 + 80 x 3.81 + 40 x 1.66 + 60 x 15.11
          alibaba/qwen3-omni-flash | input=100 audio_input=80 output=100 audio_output=60 | ~0.0012864 USD
          # MiniMax-M2: 0.3, 0.03, write 0.375, 1.2
          minimax/MiniMax-M2 | input=300 cached_input=100 cache_write=100 output=100 | ~0.0001905 USD
          # gpt-oss-120b at cerebras: 0.35, 0.75
          cerebras/gpt-oss-120b | input=1000 output=1000 reasoning=900 | ~0.0011 USD
          # glm-4.6: 0.6, 0.11, 2.2. The table's write for 0 is no price: writes cost what input costs
          zai/glm-4.6 | input=1000 cached_input=400 cache_write=600 output=0 | ~0.000404 USD
          # voyage-3.5 embeds: 0.06, and no output
          voyage/voyage-3.5 | input=500000 | ~0.03 USD
          # an estimate of a stream that was cut: gpt-5-mini, 0.25 and 2
          openai/gpt-5-mini | input=~800 output=~40 | ~0.00028 USD
          # and one of which only the beginning is known
          openai/gpt-5-mini | input=800 output=>40 | >=0.00028 USD
          # images cost what input costs where they have no price of their own: gpt-4o at 2.5 and 10
          openai/gpt-4o | input=1000 image_input=765 output=10 | ~0.0026 USD
          # listed as free: no price, so no cost
          nvidia/openai/gpt-oss-120b | input=1000 output=1000 | unknown
          # listed without a price of output: what was written cannot be told
          openai/gpt-image-1-mini | input=100 output=1000 | >=0.0002 USD
          """)
  void costsWhatWasComputedByHand(String model, String usage, String cost) {
    assertThat(ModelCatalog.builtIn().find(model).prices().cost(usage(usage), DAY))
        .hasToString(cost);
  }
}
