package io.llmgw.providers.anthropic.answer;

import org.jspecify.annotations.Nullable;

/** The kinds of blocks that are read here; all others are kept as they are. */
enum AnthropicBlockKind {
  TEXT,
  THINKING,
  CALL,
  OPAQUE;

  static AnthropicBlockKind of(@Nullable String type) {
    if (type == null) {
      return OPAQUE;
    }
    return switch (type) {
      case "text" -> TEXT;
      case "thinking" -> THINKING;
      case "tool_use" -> CALL;
      default -> OPAQUE;
    };
  }
}
