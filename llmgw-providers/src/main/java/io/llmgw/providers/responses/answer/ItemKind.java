package io.llmgw.providers.responses.answer;

import org.jspecify.annotations.Nullable;

/** The kinds of items that are read here; all others are kept as they are. */
enum ItemKind {
  MESSAGE,
  REASONING,
  CALL,
  IMAGE,
  OPAQUE;

  static ItemKind of(@Nullable String type) {
    if (type == null) {
      return OPAQUE;
    }
    return switch (type) {
      case ResponsesItems.MESSAGE -> MESSAGE;
      case ResponsesItems.REASONING -> REASONING;
      case "function_call" -> CALL;
      case ResponsesItems.IMAGE -> IMAGE;
      default -> OPAQUE;
    };
  }
}
