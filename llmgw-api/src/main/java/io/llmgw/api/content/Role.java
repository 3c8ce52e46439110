package io.llmgw.api.content;

/** Who speaks in a message. */
public enum Role {
  /** The application's rules. */
  SYSTEM,
  /** The application's rules, for models that tell them from the platform's. */
  DEVELOPER,
  /** The one who asks. */
  USER,
  /** The model. */
  ASSISTANT,
  /** A tool that the model called. */
  TOOL;

  TextKind textKind() {
    return switch (this) {
      case SYSTEM -> TextKind.SYSTEM;
      case DEVELOPER -> TextKind.DEVELOPER;
      case USER -> TextKind.USER;
      case ASSISTANT -> TextKind.ASSISTANT;
      case TOOL -> TextKind.TOOL_RESULT;
    };
  }
}
