package io.llmgw.api.catalog;

import org.jspecify.annotations.Nullable;

/** Whether something can be done, as far as it is known. */
public enum Support {
  /** It can. */
  YES,
  /** It cannot. */
  NO,
  /** Nobody says. */
  UNKNOWN;

  /** What a statement says; null is none. */
  static Support of(@Nullable Boolean said) {
    if (said == null) {
      return UNKNOWN;
    }
    return said ? YES : NO;
  }
}
