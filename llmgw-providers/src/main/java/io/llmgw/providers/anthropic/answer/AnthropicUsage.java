package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The usage of one answer while it arrives. Counts are totals, so that the latest of each stands;
 * one that a later report does not repeat stays. The protocol's input is without what was read from
 * and written to the cache. Not thread-safe.
 */
final class AnthropicUsage {
  private static final long UNKNOWN = TokenNumber.UNKNOWN;
  private static final String ROUND_OF_THIS_MODEL = "message";

  /** Where a model runs that is charged as the table of prices has it. */
  private static final String ANYWHERE = "global";

  /** What models are said to run at of which the place cannot be chosen. */
  private static final String NO_PLACE = "not_available";

  private long uncached = UNKNOWN;
  private long cacheRead = UNKNOWN;
  private long cacheWrite = UNKNOWN;
  private long shortWrite = UNKNOWN;
  private long longWrite = UNKNOWN;
  private long output = UNKNOWN;
  private long thinking = UNKNOWN;
  private boolean outputBegun;
  private boolean moreThanTokens;
  private boolean chargesMore;
  private @Nullable Json raw;
  private @Nullable String serviceTier;

  /** Reads the report at the parser; says whether it is one. */
  boolean read(JsonParser json, byte[] bytes, int offset) {
    long start = json.currentTokenLocation().getByteOffset();
    moreThanTokens = false;
    if (!WireJson.members(json, this::readTotal)) {
      return false;
    }
    if (moreThanTokens) {
      raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
    return uncached != UNKNOWN || output != UNKNOWN;
  }

  private void readTotal(String field, JsonParser json) {
    switch (field) {
      case "input_tokens" -> uncached = latest(uncached, json);
      case "output_tokens" -> {
        output = latest(output, json);
        outputBegun = false;
      }
      case "cache_read_input_tokens" -> cacheRead = latest(cacheRead, json);
      case "cache_creation_input_tokens" -> cacheWrite = latest(cacheWrite, json);
      case "cache_creation" -> WireJson.members(json, this::readLifetime);
      case "output_tokens_details" -> WireJson.members(json, this::readOutputDetail);
      // How often the provider's own tools ran, and what other models used meanwhile.
      case "server_tool_use" -> {
        moreThanTokens |= json.currentToken().isStructStart();
        WireJson.members(json, this::readToolUse);
      }
      case "iterations" -> {
        moreThanTokens |= json.currentToken().isStructStart();
        readRounds(json);
      }
      case "service_tier" -> {
        String tier = WireJson.word(json, PriceRow.STANDARD);
        serviceTier = tier == null ? serviceTier : tier;
      }
      case "inference_geo" -> readPlace(WireJson.word(json, ANYWHERE));
      default -> json.skipChildren();
    }
  }

  /**
   * To stay in one country is charged for on top, 1.1 times (Anthropic pricing, data residency).
   */
  private void readPlace(@Nullable String place) {
    if (place != null && !place.equals(ANYWHERE) && !place.equals(NO_PLACE)) {
      chargesMore = true;
      moreThanTokens = true;
    }
  }

  /** What was read came with the first tokens: more of the output follows. */
  void outputHasOnlyBegun() {
    outputBegun = true;
  }

  private static long latest(long known, JsonParser json) {
    long tokens = TokenNumber.read(json);
    return tokens == UNKNOWN ? known : tokens;
  }

  private void readLifetime(String field, JsonParser json) {
    switch (field) {
      case "ephemeral_5m_input_tokens" -> shortWrite = latest(shortWrite, json);
      case "ephemeral_1h_input_tokens" -> longWrite = latest(longWrite, json);
      default -> json.skipChildren();
    }
  }

  private void readOutputDetail(String field, JsonParser json) {
    if (field.equals("thinking_tokens")) {
      thinking = latest(thinking, json);
    } else {
      json.skipChildren();
    }
  }

  /** Each use of a tool is charged, but for fetches (Anthropic pricing, server-side tools). */
  private void readToolUse(String tool, JsonParser json) {
    chargesMore |= TokenNumber.read(json) > 0 && !tool.equals("web_fetch_requests");
  }

  /** Only rounds of this model's own messages are in the totals (Messages API, usage). */
  private void readRounds(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      WireJson.members(json, this::readRound);
    }
  }

  private void readRound(String field, JsonParser json) {
    if (field.equals("type")) {
      String type = WireJson.word(json, ROUND_OF_THIS_MODEL);
      chargesMore |= type != null && !type.equals(ROUND_OF_THIS_MODEL);
    } else {
      json.skipChildren();
    }
  }

  /** Whether it counts what is charged besides the tokens of this model. */
  boolean chargesMore() {
    return chargesMore;
  }

  /** The report as it came, where it counts more than tokens of this model; null elsewhere. */
  @Nullable Json raw() {
    return raw;
  }

  /** The service tier, in the provider's word; null until it is said. */
  @Nullable String serviceTier() {
    return serviceTier;
  }

  /** What is known so far. */
  Usage build() {
    Usage.Builder usage = Usage.builder();
    long written = written();
    if (uncached != UNKNOWN) {
      usage.reported(TokenKind.INPUT, uncached + Math.max(cacheRead, 0) + Math.max(written, 0));
    }
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, cacheRead);
    if (written != UNKNOWN) {
      long lasting = Math.min(Math.max(longWrite, 0), written);
      usage.reported(TokenKind.CACHE_WRITE, written - lasting);
      usage.reported(TokenKind.CACHE_WRITE_LONG, lasting);
    }
    if (outputBegun && output != UNKNOWN) {
      usage.atLeast(TokenKind.OUTPUT, output);
    } else {
      TokenNumber.report(usage, TokenKind.OUTPUT, output);
    }
    TokenNumber.report(usage, TokenKind.REASONING, thinking);
    return usage.build();
  }

  /** All that was written to the cache: the later total counts more than the earlier parts. */
  private long written() {
    if (cacheWrite != UNKNOWN) {
      return cacheWrite;
    }
    boolean parts = shortWrite != UNKNOWN || longWrite != UNKNOWN;
    return parts ? Math.max(shortWrite, 0) + Math.max(longWrite, 0) : UNKNOWN;
  }
}
