package io.llmgw.providers.openai.answer;

import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads the usage of Chat Completions and of Responses, which say the same in other words: cached,
 * audio and image tokens are parts of the prompt, reasoning is a part of the completion, unless the
 * total counts more than the two. Hosts have names of their own for the cached part. A number that
 * cannot be one of tokens is as good as none.
 */
public final class OpenAiUsage {
  private static final long UNKNOWN = TokenNumber.UNKNOWN;

  private final OpenAiBill bill;
  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long total = UNKNOWN;
  private long cached = UNKNOWN;
  private long cacheWrite = UNKNOWN;
  private long reasoning = UNKNOWN;
  private long audioInput = UNKNOWN;
  private long audioOutput = UNKNOWN;
  private long imageInput = UNKNOWN;

  private OpenAiUsage(OpenAiBill bill) {
    this.bill = bill;
  }

  /** The usage at the parser, null when there is none; what it says of the bill goes there. */
  public static @Nullable Usage read(JsonParser json, OpenAiBill bill) {
    OpenAiUsage usage = new OpenAiUsage(bill);
    if (!WireJson.members(json, usage::readTotal)) {
      return null;
    }
    usage.addWhatOnlyTheTotalCounts();
    return usage.input == UNKNOWN && usage.output == UNKNOWN ? null : usage.build();
  }

  /**
   * Mistral counts sound beside the prompt. Anything else is output that was not shown: xAI's
   * models count reasoning beside the completion, here and behind other hosts, and Gemini's nowhere
   * else.
   */
  private void addWhatOnlyTheTotalCounts() {
    if (input < 0 || output < 0 || total <= input + output) {
      return;
    }
    long rest = total - input - output;
    if (rest == audioInput) {
      input += rest;
    } else {
      output += rest;
    }
  }

  private void readTotal(String field, JsonParser json) {
    switch (field) {
      // Gateways in front of hosts send both names, and 0 under one of them.
      case "prompt_tokens", "input_tokens" -> input = Math.max(input, TokenNumber.read(json));
      case "total_tokens" -> total = TokenNumber.read(json);
      case "completion_tokens", "output_tokens" ->
          output = Math.max(output, TokenNumber.read(json));
      // The second name is misspelt in Mistral's schema.
      case "prompt_tokens_details", "prompt_token_details", "input_tokens_details" ->
          WireJson.members(json, this::readInputDetail);
      case "completion_tokens_details", "output_tokens_details" ->
          WireJson.members(json, this::readOutputDetail);
      case "reasoning_tokens" -> reasoning = Math.max(reasoning, TokenNumber.read(json));
      // DeepSeek; Together, Moonshot, Hugging Face; Mistral; Venice, Doubleword.
      case "prompt_cache_hit_tokens",
          "cached_tokens",
          "num_cached_tokens",
          "cache_read_input_tokens" ->
          cached = Math.max(cached, TokenNumber.read(json));
      default -> bill.read(field, json);
    }
  }

  private void readInputDetail(String field, JsonParser json) {
    switch (field) {
      case "cached_tokens" -> cached = Math.max(cached, TokenNumber.read(json));
      case "cache_write_tokens" -> cacheWrite = TokenNumber.read(json);
      case "audio_tokens" -> audioInput = TokenNumber.read(json);
      case "image_tokens" -> imageInput = TokenNumber.read(json);
      default -> json.skipChildren();
    }
  }

  private void readOutputDetail(String field, JsonParser json) {
    switch (field) {
      case "reasoning_tokens" -> reasoning = Math.max(reasoning, TokenNumber.read(json));
      case "audio_tokens" -> audioOutput = TokenNumber.read(json);
      default -> json.skipChildren();
    }
  }

  private Usage build() {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, input);
    TokenNumber.report(usage, TokenKind.OUTPUT, output);
    // As it was said, also where a part is larger than its whole, as Grok's cached input is at
    // Azure:
    // which of the two is wrong is not ours to say, and a cost of both is a lower bound.
    TokenNumber.report(usage, TokenKind.CACHED_INPUT, cached);
    TokenNumber.report(usage, TokenKind.CACHE_WRITE, cacheWrite);
    TokenNumber.report(usage, TokenKind.REASONING, reasoning);
    TokenNumber.report(usage, TokenKind.AUDIO_INPUT, audioInput);
    TokenNumber.report(usage, TokenKind.AUDIO_OUTPUT, audioOutput);
    TokenNumber.report(usage, TokenKind.IMAGE_INPUT, imageInput);
    return usage.build();
  }
}
