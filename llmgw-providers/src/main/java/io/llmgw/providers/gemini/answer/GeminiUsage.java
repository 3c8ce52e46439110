package io.llmgw.providers.gemini.answer;

import io.llmgw.api.price.PriceRow;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The usage of one answer while it arrives: the latest report that counts anything stands, and no
 * two are added up. The protocol's candidates are without the thoughts, its prompt is without what
 * its own tools read. Not thread-safe.
 */
final class GeminiUsage {
  private static final long UNKNOWN = TokenNumber.UNKNOWN;
  // What Vertex calls the ways of paying by use has the tier behind it.
  private static final String ON_DEMAND = "ON_DEMAND_";

  private long prompt = UNKNOWN;
  private long cached = UNKNOWN;
  private long candidates = UNKNOWN;
  private long thoughts = UNKNOWN;
  private long toolUse = UNKNOWN;
  private long audioInput = UNKNOWN;
  private long imageInput = UNKNOWN;
  private long audioOutput = UNKNOWN;
  private long imageOutput = UNKNOWN;
  private boolean fresh;
  private @Nullable String tier;

  // Of the list that is read: its modality, and how much of it there is.
  private @Nullable String modality;
  private long modalityTokens;

  // What was told of the input, so that it is not told with every token.
  private long toldInput = UNKNOWN;
  private long toldThoughts = UNKNOWN;

  /** Reads the report at the parser; says whether it counts anything. */
  boolean read(JsonParser json) {
    fresh = false;
    WireJson.members(json, this::readMember);
    return fresh;
  }

  private void readMember(String field, JsonParser json) {
    switch (field) {
      case "promptTokenCount" -> prompt = count(json);
      case "cachedContentTokenCount" -> cached = count(json);
      case "candidatesTokenCount" -> candidates = count(json);
      case "thoughtsTokenCount" -> thoughts = count(json);
      case "toolUsePromptTokenCount" -> toolUse = count(json);
      case "promptTokensDetails" -> readModalities(json, true);
      case "candidatesTokensDetails" -> readModalities(json, false);
      case "serviceTier" -> {
        String named = WireJson.word(json, PriceRow.STANDARD);
        tier = named == null ? tier : named;
      }
      case "trafficType" -> {
        String type = WireJson.word(json, "ON_DEMAND");
        tier = type == null || !type.startsWith(ON_DEMAND) ? tier : type.substring(10);
      }
      default -> json.skipChildren();
    }
  }

  /** A report that counts something takes the place of the one before, with all that was in it. */
  private long count(JsonParser json) {
    long tokens = TokenNumber.read(json);
    begin();
    return tokens;
  }

  private void begin() {
    if (fresh) {
      return;
    }
    fresh = true;
    prompt = UNKNOWN;
    cached = UNKNOWN;
    candidates = UNKNOWN;
    thoughts = UNKNOWN;
    toolUse = UNKNOWN;
    audioInput = UNKNOWN;
    imageInput = UNKNOWN;
    audioOutput = UNKNOWN;
    imageOutput = UNKNOWN;
  }

  private void readModalities(JsonParser json, boolean input) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    begin();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      modality = null;
      modalityTokens = UNKNOWN;
      WireJson.members(json, this::readModality);
      if ("AUDIO".equals(modality)) {
        audioInput = input ? modalityTokens : audioInput;
        audioOutput = input ? audioOutput : modalityTokens;
      } else if ("IMAGE".equals(modality)) {
        imageInput = input ? modalityTokens : imageInput;
        imageOutput = input ? imageOutput : modalityTokens;
      }
    }
  }

  private void readModality(String field, JsonParser json) {
    switch (field) {
      case "modality" -> modality = WireJson.word(json, "TEXT");
      case "tokenCount" -> modalityTokens = TokenNumber.read(json);
      default -> json.skipChildren();
    }
  }

  /** The service tier, in the provider's word; null until it is said. */
  @Nullable String serviceTier() {
    return tier;
  }

  /** Whether more is known than how much text has been written since it was last asked. */
  boolean hasNews() {
    long input = input();
    if (input == toldInput && thoughts == toldThoughts) {
      return false;
    }
    toldInput = input;
    toldThoughts = thoughts;
    return true;
  }

  private long input() {
    return prompt == UNKNOWN ? UNKNOWN : prompt + Math.max(toolUse, 0);
  }

  /**
   * What is known so far.
   *
   * @param complete whether nothing more is written
   */
  Usage build(boolean complete) {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, input());
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, cached);
    // Left out where it is none: what was counted at all is counted.
    if (prompt != UNKNOWN || candidates != UNKNOWN) {
      long output = Math.max(candidates, 0) + Math.max(thoughts, 0);
      if (complete) {
        usage.reported(TokenKind.OUTPUT, output);
      } else if (output > 0) {
        usage.atLeast(TokenKind.OUTPUT, output);
      }
    }
    TokenNumber.report(usage, TokenKind.REASONING, thoughts);
    TokenNumber.report(usage, TokenKind.TOOL_USE, toolUse);
    TokenNumber.report(usage, TokenKind.AUDIO_INPUT, audioInput);
    TokenNumber.report(usage, TokenKind.IMAGE_INPUT, imageInput);
    TokenNumber.report(usage, TokenKind.AUDIO_OUTPUT, audioOutput);
    TokenNumber.report(usage, TokenKind.IMAGE_OUTPUT, imageOutput);
    return usage.build();
  }
}
