package io.llmgw.providers.cohere.answer;

import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The usage of one answer. The provider counts twice: the tokens that the model read and wrote, and
 * those that it charges for, which are without the words that it adds to a prompt itself
 * (docs.cohere.com, "How does Cohere's pricing work"). Not thread-safe.
 */
final class CohereUsage {
  private static final long UNKNOWN = TokenNumber.UNKNOWN;

  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long reasoning = UNKNOWN;
  private long cached = UNKNOWN;
  private long chargedInput = UNKNOWN;
  private long chargedOutput = UNKNOWN;
  private boolean chargesMore;

  /** Reads the report at the parser. */
  void read(JsonParser json) {
    WireJson.members(json, this::readTotal);
  }

  private void readTotal(String field, JsonParser json) {
    switch (field) {
      case "tokens" -> WireJson.members(json, this::readTokens);
      case "billed_units" -> WireJson.members(json, this::readCharged);
      case "cached_tokens" -> cached = latest(cached, json);
      default -> json.skipChildren();
    }
  }

  private void readTokens(String field, JsonParser json) {
    switch (field) {
      case "input_tokens" -> input = latest(input, json);
      case "output_tokens" -> output = latest(output, json);
      case "reasoning_tokens" -> reasoning = latest(reasoning, json);
      default -> json.skipChildren();
    }
  }

  private void readCharged(String field, JsonParser json) {
    switch (field) {
      case "input_tokens" -> chargedInput = latest(chargedInput, json);
      case "output_tokens" -> chargedOutput = latest(chargedOutput, json);
      case "search_units", "classifications" -> chargesMore |= TokenNumber.read(json) > 0;
      default -> json.skipChildren();
    }
  }

  private static long latest(long known, JsonParser json) {
    long tokens = TokenNumber.read(json);
    return tokens == UNKNOWN ? known : tokens;
  }

  /** Whether something is charged that is not counted in tokens. */
  boolean chargesMore() {
    return chargesMore;
  }

  /** The tokens that are charged for, where these are others than those of {@link #build()}. */
  @Nullable Usage charged() {
    boolean known = chargedInput != UNKNOWN && chargedOutput != UNKNOWN;
    boolean others = chargedInput != input || chargedOutput != output;
    boolean counted = input != UNKNOWN || output != UNKNOWN;
    return known && counted && others ? Usage.reported(chargedInput, chargedOutput) : null;
  }

  /** What is known so far; what is charged where nothing else is said. */
  Usage build() {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, input == UNKNOWN ? chargedInput : input);
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, cached);
    TokenNumber.report(usage, TokenKind.OUTPUT, output == UNKNOWN ? chargedOutput : output);
    TokenNumber.report(usage, TokenKind.REASONING, reasoning);
    return usage.build();
  }
}
