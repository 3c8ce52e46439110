package io.llmgw.api.event;

import io.llmgw.api.usage.Usage;
import java.util.Objects;

/**
 * What was used so far.
 *
 * @param usage the total up to here, which replaces the one before
 */
public record UsageReported(Usage usage) implements LlmEvent {
  /** Checks for null. */
  public UsageReported {
    Objects.requireNonNull(usage, "usage");
  }
}
