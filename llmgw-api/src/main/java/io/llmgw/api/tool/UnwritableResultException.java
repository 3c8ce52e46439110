package io.llmgw.api.tool;

import org.jspecify.annotations.Nullable;

/**
 * A tool has run and returned what has no form in JSON. The message names types and no values, so
 * that the model may read it: what the tool did is done, and nothing that it tries again undoes it.
 */
public final class UnwritableResultException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnwritableResultException(@Nullable String message) {
    super(message);
  }
}
