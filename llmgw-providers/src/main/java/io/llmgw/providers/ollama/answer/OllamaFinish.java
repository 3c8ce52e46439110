package io.llmgw.providers.ollama.answer;

import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.FinishReasons;
import org.jspecify.annotations.Nullable;

/** What the reasons for an end mean (ollama/ollama, llm/server.go, DoneReason). */
final class OllamaFinish {
  private OllamaFinish() {}

  /**
   * The reason behind the provider's word. None says that tools are called, nor that a stop word
   * was met: both are a plain stop.
   */
  static FinishReason reason(@Nullable String raw, boolean hasCalls) {
    FinishReason said =
        switch (raw == null ? "" : raw) {
          case "stop" -> FinishReason.STOP;
          case "length" -> FinishReason.LENGTH;
          default -> FinishReason.OTHER; // older servers give none
        };
    return FinishReasons.withCalls(said, hasCalls);
  }
}
