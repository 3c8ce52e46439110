package io.llmgw.providers.openai;

import io.llmgw.api.response.FinishReason;
import org.jspecify.annotations.Nullable;

/** What the finish reasons of Chat Completions mean, with those that only some hosts know. */
final class OpenAiFinish {
  private OpenAiFinish() {}

  /**
   * The reason behind the provider's word. Hosts say stop beside tool calls, and OpenAI beside a
   * refusal, so what the answer holds counts more than a word that says nothing went wrong.
   */
  static FinishReason reason(@Nullable String raw, boolean hasCalls, boolean isRefused) {
    FinishReason said = said(raw);
    boolean open =
        said == FinishReason.STOP || said == FinishReason.OTHER || said == FinishReason.TOOL_CALLS;
    if (open && hasCalls) {
      return FinishReason.TOOL_CALLS;
    }
    return open && isRefused ? FinishReason.REFUSAL : said;
  }

  private static FinishReason said(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "stop", "eos", "" -> FinishReason.STOP; // the last two: Together, Snowflake
      case "length", "model_length" -> FinishReason.LENGTH; // the last one: Mistral
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "error" -> FinishReason.ERROR;
      default -> FinishReason.OTHER;
    };
  }
}
