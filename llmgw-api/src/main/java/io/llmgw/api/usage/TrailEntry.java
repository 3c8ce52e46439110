package io.llmgw.api.usage;

import java.time.Duration;
import java.util.Objects;

/**
 * One decision on the way of a call, such as a parameter that was dropped or a target skipped.
 *
 * @param at when, since the call began; not negative
 * @param link the name of the link that decided
 * @param note what it decided, in a few words; never prompt or answer text, never a key
 */
public record TrailEntry(Duration at, String link, String note) {
  /** Checks the time. */
  public TrailEntry {
    if (at.isNegative()) {
      throw new IllegalArgumentException("at must not be negative, but is " + at);
    }
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(note, "note");
  }
}
