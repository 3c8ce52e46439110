package io.llmgw.providers.gemini.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an event says of the answer and of the prompt, beside the parts of the content. Used again
 * for the next event. Not thread-safe.
 */
final class GeminiRemarks {
  @Nullable String finishReason;
  @Nullable String finishMessage;
  @Nullable Json safety;
  @Nullable Json grounding;
  @Nullable Json citations;
  @Nullable Json urlContext;
  @Nullable Json logprobs;
  @Nullable String blockReason;
  @Nullable Json feedback;

  void clear() {
    clearAnswer();
    blockReason = null;
    feedback = null;
  }

  /** Forgets what is said of the answer, and not of the prompt. */
  void clearAnswer() {
    finishReason = null;
    finishMessage = null;
    safety = null;
    grounding = null;
    citations = null;
    urlContext = null;
    logprobs = null;
  }

  /** Whether there is nothing that counts. */
  boolean isEmpty() {
    return finishReason == null
        && finishMessage == null
        && safety == null
        && grounding == null
        && citations == null
        && urlContext == null
        && logprobs == null
        && blockReason == null;
  }

  /** Takes what is said here; what is not said again stays. */
  void takeFrom(GeminiRemarks later) {
    finishReason = later.finishReason == null ? finishReason : later.finishReason;
    finishMessage = later.finishMessage == null ? finishMessage : later.finishMessage;
    safety = later.safety == null ? safety : later.safety;
    grounding = later.grounding == null ? grounding : later.grounding;
    citations = later.citations == null ? citations : later.citations;
    urlContext = later.urlContext == null ? urlContext : later.urlContext;
    logprobs = later.logprobs == null ? logprobs : later.logprobs;
    if (later.blockReason != null) {
      blockReason = later.blockReason;
      feedback = later.feedback;
    }
  }

  /** Reads a member of the candidate, or skips it. */
  void read(String name, JsonParser json, byte[] bytes, int offset) {
    switch (name) {
      case "finishReason" -> finishReason = unlessEmpty(WireJson.scalar(json));
      case "finishMessage" -> finishMessage = unlessEmpty(WireJson.string(json));
      case "safetyRatings" -> safety = something(json, bytes, offset, safety);
      case "groundingMetadata" -> grounding = something(json, bytes, offset, grounding);
      case "citationMetadata" -> citations = something(json, bytes, offset, citations);
      case "urlContextMetadata" -> urlContext = something(json, bytes, offset, urlContext);
      case "logprobsResult" -> logprobs = something(json, bytes, offset, logprobs);
      default -> json.skipChildren();
    }
  }

  private static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** An object or list with something in it, else what was known before. */
  private static @Nullable Json something(
      JsonParser json, byte[] bytes, int offset, @Nullable Json before) {
    if (!json.currentToken().isStructStart()) {
      json.skipChildren();
      return before;
    }
    Json read = WireJson.rawValue(json, bytes, offset);
    return read.text().length() > 2 ? read : before;
  }

  /** Reads what is said of the prompt. */
  void readFeedback(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    long start = json.currentTokenLocation().getByteOffset();
    WireJson.members(
        json,
        (name, value) -> {
          if (name.equals("blockReason")) {
            blockReason = unlessEmpty(WireJson.scalar(value));
          } else {
            value.skipChildren();
          }
        });
    if (blockReason != null) {
      feedback = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
    }
  }
}
