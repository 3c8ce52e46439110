package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The usage of one answer. Counts are totals, so that the latest of each stands. The protocol's
 * input is without what was read from and written to the cache; what is both in {@code ...Tokens}
 * and in {@code ...TokenCount} is one number. Not thread-safe.
 */
final class ConverseUsage {
  private static final long UNKNOWN = TokenNumber.UNKNOWN;
  private static final String AN_HOUR = "1h";

  private long uncached = UNKNOWN;
  private long cacheRead = UNKNOWN;
  private long cacheWrite = UNKNOWN;
  private long longWrite;
  private long output = UNKNOWN;
  private boolean chargesMore;
  private @Nullable Json raw;

  // One entry of the details.
  private long written;
  private boolean lasting;

  /** Reads the report at the parser; says whether it is one. */
  boolean read(JsonParser json, byte[] bytes, int offset) {
    long start = json.currentTokenLocation().getByteOffset();
    chargesMore = false;
    if (!WireJson.members(json, this::readTotal)) {
      return false;
    }
    if (chargesMore) {
      raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
    return uncached != UNKNOWN || output != UNKNOWN;
  }

  private void readTotal(String field, JsonParser json) {
    switch (field) {
      case "inputTokens" -> uncached = latest(uncached, json);
      case "outputTokens" -> output = latest(output, json);
      case "cacheReadInputTokens", "cacheReadInputTokenCount" ->
          cacheRead = latest(cacheRead, json);
      case "cacheWriteInputTokens", "cacheWriteInputTokenCount" ->
          cacheWrite = latest(cacheWrite, json);
      case "cacheDetails" -> readDetails(json);
      case "serverToolUsage" -> WireJson.members(json, this::readToolUse);
      default -> json.skipChildren();
    }
  }

  private static long latest(long known, JsonParser json) {
    long tokens = TokenNumber.read(json);
    return tokens == UNKNOWN ? known : tokens;
  }

  /** How long what was written stays, by entry. */
  private void readDetails(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    longWrite = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      written = 0;
      lasting = false;
      WireJson.members(json, this::readDetail);
      longWrite += lasting ? written : 0;
    }
  }

  private void readDetail(String field, JsonParser json) {
    switch (field) {
      case "ttl" -> lasting = AN_HOUR.equals(WireJson.string(json));
      case "inputTokens" -> written = latest(0, json);
      default -> json.skipChildren();
    }
  }

  /** Tools of the provider's own are charged by their use. */
  private void readToolUse(String tool, JsonParser json) {
    chargesMore |= TokenNumber.read(json) > 0;
  }

  /** Whether it counts what is charged besides tokens. */
  boolean chargesMore() {
    return raw != null;
  }

  /** The report as it came, where it counts more than tokens; null elsewhere. */
  @Nullable Json raw() {
    return raw;
  }

  /** What is known so far. */
  Usage build() {
    Usage.Builder usage = Usage.builder();
    if (uncached != UNKNOWN) {
      usage.reported(TokenKind.INPUT, uncached + Math.max(cacheRead, 0) + Math.max(cacheWrite, 0));
    }
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, cacheRead);
    if (cacheWrite != UNKNOWN) {
      long hours = Math.min(longWrite, cacheWrite);
      usage.reported(TokenKind.CACHE_WRITE, cacheWrite - hours);
      usage.reported(TokenKind.CACHE_WRITE_LONG, hours);
    }
    TokenNumber.report(usage, TokenKind.OUTPUT, output);
    return usage.build();
  }
}
