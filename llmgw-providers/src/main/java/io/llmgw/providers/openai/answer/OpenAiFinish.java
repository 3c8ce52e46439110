package io.llmgw.providers.openai.answer;

import io.llmgw.api.response.FinishReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the finish reasons of Chat Completions mean, with those that only some hosts know. */
final class OpenAiFinish {
  private static final Set<String> CUT =
      Set.of("length", "max_tokens", "max_output_tokens", "MAX_TOKENS");

  private OpenAiFinish() {}

  /**
   * The reason behind the provider's word. Hosts say stop beside tool calls, and OpenAI beside a
   * refusal, so what the answer holds counts more than a word that says nothing went wrong. And
   * OpenRouter says tool calls where the model behind it was cut inside of one.
   *
   * @param nativeRaw what OpenRouter says that the model's own host said
   */
  static FinishReason reason(
      @Nullable String raw, @Nullable String nativeRaw, boolean hasCalls, boolean isRefused) {
    if (nativeRaw != null && CUT.contains(nativeRaw)) {
      return FinishReason.LENGTH;
    }
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
      // The last ones: Mistral, Z.ai.
      case "length", "model_length", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER; // the last one: Z.ai
      // OpenRouter, vLLM, DeepSeek, Z.ai.
      case "error", "abort", "insufficient_system_resource", "network_error" -> FinishReason.ERROR;
      default -> FinishReason.OTHER;
    };
  }
}
