package io.llmgw.providers.cohere.answer;

import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.FinishReasons;
import org.jspecify.annotations.Nullable;

/** What the finish reasons of Cohere's chat mean. */
final class CohereFinish {
  private CohereFinish() {}

  /** The reason behind the provider's word, and beside calls what these make of it. */
  static FinishReason reason(@Nullable String raw, boolean hasCalls) {
    return FinishReasons.withCalls(said(raw), hasCalls);
  }

  private static FinishReason said(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "COMPLETE" -> FinishReason.STOP;
      case "STOP_SEQUENCE" -> FinishReason.STOP_SEQUENCE;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
      case "ERROR", "TIMEOUT" -> FinishReason.ERROR;
      default -> FinishReason.OTHER;
    };
  }
}
