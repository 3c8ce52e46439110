package io.llmgw.providers.gemini.answer;

import io.llmgw.api.price.PriceRow;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameNumbers;
import java.util.Arrays;
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
  // Paid for by the hour, whatever is used of it: no price of a token holds for it.
  private static final String PROVISIONED = "PROVISIONED_THROUGHPUT";

  private static final int PROMPT = 0;
  private static final int CACHED = 1;
  private static final int CANDIDATES = 2;
  private static final int THOUGHTS = 3;
  private static final int TOOL_USE = 4;
  private static final int AUDIO_INPUT = 5;
  private static final int IMAGE_INPUT = 6;
  private static final int AUDIO_OUTPUT = 7;
  private static final int IMAGE_OUTPUT = 8;

  /** The sum of the others, which is not needed. */
  private static final int TOTAL = 9;

  private final long[] counts = new long[10];
  private final FrameNumbers numbers = new FrameNumbers();
  private boolean fresh;
  private @Nullable String tier;

  // Of the list that is read: its modality, and how much of it there is.
  private @Nullable String modality;
  private long modalityTokens;

  // What was told before, so that the usage is not told with every token.
  private long toldInput = UNKNOWN;
  private long toldThoughts = UNKNOWN;

  GeminiUsage() {
    Arrays.fill(counts, UNKNOWN);
  }

  /** Reads the report at the parser; says whether it counts anything. */
  boolean read(JsonParser json) {
    fresh = false;
    WireJson.members(json, this::readMember);
    return fresh;
  }

  private void readMember(String field, JsonParser json) {
    switch (field) {
      case "promptTokenCount" -> count(PROMPT, json);
      case "cachedContentTokenCount" -> count(CACHED, json);
      case "candidatesTokenCount" -> count(CANDIDATES, json);
      case "thoughtsTokenCount" -> count(THOUGHTS, json);
      case "toolUsePromptTokenCount" -> count(TOOL_USE, json);
      case "totalTokenCount" -> count(TOTAL, json);
      case "promptTokensDetails" -> readModalities(json, AUDIO_INPUT, IMAGE_INPUT);
      case "candidatesTokensDetails" -> readModalities(json, AUDIO_OUTPUT, IMAGE_OUTPUT);
      case "serviceTier" -> {
        String named = WireJson.word(json, PriceRow.STANDARD);
        tier = named == null ? tier : named;
      }
      case "trafficType" -> {
        String type = WireJson.word(json, "ON_DEMAND");
        if (type != null && type.startsWith(ON_DEMAND)) {
          tier = type.substring(ON_DEMAND.length());
        } else if (PROVISIONED.equals(type)) {
          tier = PROVISIONED;
        }
      }
      default -> json.skipChildren();
    }
  }

  private void count(int kind, JsonParser json) {
    begin();
    numbers.add(json, kind);
    counts[kind] = TokenNumber.read(json);
  }

  /** A report that counts something takes the place of the one before, with all that was in it. */
  private void begin() {
    if (!fresh) {
      fresh = true;
      numbers.clear();
      Arrays.fill(counts, UNKNOWN);
    }
  }

  private void readModalities(JsonParser json, int audio, int image) {
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
        counts[audio] = modalityTokens;
      } else if ("IMAGE".equals(modality)) {
        counts[image] = modalityTokens;
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

  /** The numbers of the latest report that may be others in an event that is else the same. */
  FrameNumbers numbers() {
    return numbers;
  }

  /** Takes the numbers of an event that is else the same. */
  void readAgain() {
    for (int i = 0; i < numbers.count(); i++) {
      counts[numbers.field(i)] = numbers.value(i);
    }
  }

  /** The service tier, in the provider's word; null until it is said. */
  @Nullable String serviceTier() {
    return tier;
  }

  /** Whether more is known than how much text has been written since it was last asked. */
  boolean hasNews() {
    long input = input();
    if (input == toldInput && counts[THOUGHTS] == toldThoughts) {
      return false;
    }
    toldInput = input;
    toldThoughts = counts[THOUGHTS];
    return true;
  }

  private long input() {
    return counts[PROMPT] == UNKNOWN ? UNKNOWN : counts[PROMPT] + Math.max(counts[TOOL_USE], 0);
  }

  /**
   * What is known so far.
   *
   * @param complete whether nothing more is written
   */
  Usage build(boolean complete) {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, input());
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, counts[CACHED]);
    // Left out where it is none: what was counted at all is counted.
    if (counts[PROMPT] != UNKNOWN || counts[CANDIDATES] != UNKNOWN) {
      long output = Math.max(counts[CANDIDATES], 0) + Math.max(counts[THOUGHTS], 0);
      if (complete) {
        usage.reported(TokenKind.OUTPUT, output);
      } else if (output > 0) {
        usage.atLeast(TokenKind.OUTPUT, output);
      }
    }
    TokenNumber.report(usage, TokenKind.REASONING, counts[THOUGHTS]);
    TokenNumber.report(usage, TokenKind.TOOL_USE, counts[TOOL_USE]);
    TokenNumber.report(usage, TokenKind.AUDIO_INPUT, counts[AUDIO_INPUT]);
    TokenNumber.report(usage, TokenKind.IMAGE_INPUT, counts[IMAGE_INPUT]);
    TokenNumber.report(usage, TokenKind.AUDIO_OUTPUT, counts[AUDIO_OUTPUT]);
    TokenNumber.report(usage, TokenKind.IMAGE_OUTPUT, counts[IMAGE_OUTPUT]);
    return usage.build();
  }
}
