package io.llmgw.providers.openai;

import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the usage of Chat Completions: cached, audio and image tokens are parts of the prompt,
 * reasoning is a part of the completion. Hosts have names of their own for the cached part. A
 * number that cannot be one of tokens is as good as none.
 */
final class OpenAiUsage {
  private static final long UNKNOWN = -1;
  // No model reads or writes a billion tokens in one answer.
  private static final long MOST_TOKENS = 1_000_000_000;

  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long cached = UNKNOWN;
  private long cacheWrite = UNKNOWN;
  private long reasoning = UNKNOWN;
  private long audioInput = UNKNOWN;
  private long audioOutput = UNKNOWN;
  private long imageInput = UNKNOWN;

  private OpenAiUsage() {}

  /** The usage at the parser, null when there is none. */
  static @Nullable Usage read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    OpenAiUsage usage = new OpenAiUsage();
    usage.readTotals(json);
    return usage.input == UNKNOWN && usage.output == UNKNOWN ? null : usage.build();
  }

  private void readTotals(JsonParser json) {
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "prompt_tokens" -> input = tokens(json);
        case "completion_tokens" -> output = tokens(json);
        // The second name is misspelt in Mistral's schema.
        case "prompt_tokens_details", "prompt_token_details" -> readInputDetails(json);
        case "completion_tokens_details" -> readOutputDetails(json);
        case "reasoning_tokens" -> reasoning = Math.max(reasoning, tokens(json));
        // DeepSeek; Together, Moonshot, Hugging Face; Mistral; Venice, Doubleword.
        case "prompt_cache_hit_tokens",
            "cached_tokens",
            "num_cached_tokens",
            "cache_read_input_tokens" ->
            cached = Math.max(cached, tokens(json));
        default -> json.skipChildren();
      }
    }
  }

  private void readInputDetails(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "cached_tokens" -> cached = Math.max(cached, tokens(json));
        case "cache_write_tokens" -> cacheWrite = tokens(json);
        case "audio_tokens" -> audioInput = tokens(json);
        case "image_tokens" -> imageInput = tokens(json);
        default -> json.skipChildren();
      }
    }
  }

  private void readOutputDetails(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "reasoning_tokens" -> reasoning = Math.max(reasoning, tokens(json));
        case "audio_tokens" -> audioOutput = tokens(json);
        default -> json.skipChildren();
      }
    }
  }

  private static long tokens(JsonParser json) {
    JsonToken token = json.currentToken();
    boolean number =
        token == JsonToken.VALUE_NUMBER_INT
            || token == JsonToken.VALUE_NUMBER_FLOAT
            || token == JsonToken.VALUE_STRING;
    if (!number) {
      json.skipChildren();
      return UNKNOWN;
    }
    if (token == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= 9) {
      return Math.max(json.getLongValue(), UNKNOWN);
    }
    try {
      double count = Double.parseDouble(json.getString());
      return count >= 0 && count <= MOST_TOKENS ? (long) count : UNKNOWN;
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  private Usage build() {
    Usage.Builder usage = Usage.builder();
    put(usage, TokenKind.INPUT, input);
    put(usage, TokenKind.OUTPUT, output);
    part(usage, TokenKind.CACHED_INPUT, cached, input);
    part(usage, TokenKind.CACHE_WRITE, cacheWrite, input);
    part(usage, TokenKind.REASONING, reasoning, output);
    part(usage, TokenKind.AUDIO_INPUT, audioInput, input);
    part(usage, TokenKind.AUDIO_OUTPUT, audioOutput, output);
    part(usage, TokenKind.IMAGE_INPUT, imageInput, input);
    return usage.build();
  }

  private static void put(Usage.Builder usage, TokenKind kind, long tokens) {
    if (tokens != UNKNOWN) {
      usage.reported(kind, tokens);
    }
  }

  /** A part is never larger than its whole: what is left of the whole has a price of its own. */
  private static void part(Usage.Builder usage, TokenKind kind, long tokens, long whole) {
    put(usage, kind, whole == UNKNOWN ? tokens : Math.min(tokens, whole));
  }
}
