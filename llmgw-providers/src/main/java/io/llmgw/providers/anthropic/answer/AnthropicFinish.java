package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.FinishReasons;
import org.jspecify.annotations.Nullable;

/** What the stop reasons of Messages mean. */
final class AnthropicFinish {
  private AnthropicFinish() {}

  /** The reason behind the provider's word, and beside calls what these make of it. */
  static FinishReason reason(@Nullable String raw, boolean hasCalls) {
    return FinishReasons.withCalls(said(raw), hasCalls);
  }

  private static FinishReason said(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "pause_turn", "compaction" -> FinishReason.PAUSE;
      case "refusal" -> FinishReason.REFUSAL;
      default -> FinishReason.OTHER;
    };
  }
}
