package io.llmgw.providers.gemini.answer;

import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.FinishReasons;
import org.jspecify.annotations.Nullable;

/** What the finish reasons of the protocol mean. */
final class GeminiFinish {
  private GeminiFinish() {}

  /**
   * The reason behind the provider's word. No word says that tools are called: a plain end of an
   * answer that holds calls does.
   *
   * @param blocked whether the prompt was refused, so that nothing was written
   */
  static FinishReason reason(@Nullable String raw, boolean hasCalls, boolean blocked) {
    if (blocked) {
      return FinishReason.CONTENT_FILTER;
    }
    return FinishReasons.withCalls(said(raw), hasCalls);
  }

  private static FinishReason said(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      // The numbers of the words, for who asks with enum-encoding=int.
      case "STOP", "1" -> FinishReason.STOP;
      case "MAX_TOKENS", "2" -> FinishReason.LENGTH;
      case "SAFETY", "3", "RECITATION", "4" -> FinishReason.CONTENT_FILTER;
      case "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR" -> FinishReason.CONTENT_FILTER;
      case "MALFORMED_FUNCTION_CALL",
          "MALFORMED_RESPONSE",
          "MISSING_THOUGHT_SIGNATURE",
          "NO_IMAGE",
          "OTHER",
          "TOO_MANY_TOOL_CALLS",
          "UNEXPECTED_TOOL_CALL" ->
          FinishReason.ERROR;
      default -> raw.startsWith("IMAGE_") ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    };
  }
}
