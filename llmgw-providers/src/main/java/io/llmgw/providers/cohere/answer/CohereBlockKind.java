package io.llmgw.providers.cohere.answer;

import org.jspecify.annotations.Nullable;

/** The kinds of blocks that are read here; all others are kept as they are. */
enum CohereBlockKind {
  TEXT,
  THINKING,
  CALL,
  OPAQUE;

  /** The kind of a block of content that calls itself so. */
  static CohereBlockKind of(@Nullable String type) {
    if (type == null) {
      return OPAQUE;
    }
    return switch (type) {
      case "text" -> TEXT;
      case "thinking" -> THINKING;
      default -> OPAQUE;
    };
  }
}
