package io.llmgw.api.tool;

import java.util.Objects;

/**
 * A failure of a tool that the model may know: its message is sent to the provider, that of no
 * other exception is. The model usually tries again with other arguments, or says that it could not
 * find out.
 */
public final class ToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String forModel;

  /** A failure, in words for the model, without secrets. */
  public ToolException(String forModel) {
    super(Objects.requireNonNull(forModel, "forModel"));
    this.forModel = forModel;
  }

  /** What the model is told. */
  public String forModel() {
    return forModel;
  }
}
