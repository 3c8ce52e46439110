package io.llmgw.api.schema.rule;

import org.jspecify.annotations.Nullable;

/** What one keyword of a schema demands. Immutable and thread-safe. */
@FunctionalInterface
interface Rule {
  /** Adds to the findings what is wrong with a decoded value. */
  void check(@Nullable Object value, Place place, Findings findings);
}
