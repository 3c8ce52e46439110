package io.llmgw.api.content;

/** Whether, and which, tools the model asks for. Immutable and thread-safe. */
public sealed interface ToolChoice permits ToolChoice.Mode, ToolChoice.Named {
  /** The model decides. */
  ToolChoice AUTO = Mode.AUTO;

  /** No tool. */
  ToolChoice NONE = Mode.NONE;

  /** At least one tool, whichever. */
  ToolChoice REQUIRED = Mode.REQUIRED;

  /** The tool of that name. */
  static ToolChoice named(String name) {
    return new Named(name);
  }

  /** A choice that names no tool. */
  enum Mode implements ToolChoice {
    /** The model decides. */
    AUTO,
    /** No tool. */
    NONE,
    /** At least one tool, whichever. */
    REQUIRED
  }

  /**
   * The choice of one tool.
   *
   * @param name its name, as in {@link ToolSpec#name()}
   */
  record Named(String name) implements ToolChoice {
    /** Checks the name. */
    public Named {
      ToolSpec.checkName(name);
    }

    @Override
    public String toString() {
      return "Named[" + name.length() + " chars]";
    }
  }
}
