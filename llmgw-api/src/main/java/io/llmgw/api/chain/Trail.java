package io.llmgw.api.chain;

import io.llmgw.api.usage.TrailEntry;
import java.util.List;

/**
 * The decisions of one call, in order: why this target, what was skipped, dropped, served from
 * where. Append-only, thread-safe, bounded at 256 entries (what comes after is counted in a last
 * entry).
 */
public interface Trail {
  /**
   * Adds a decision.
   *
   * @param link name of the link that decided
   * @param note what and why, in a few words; never prompt or answer text, never a secret
   */
  void note(String link, String note);

  /** All decisions so far; a snapshot. */
  List<TrailEntry> entries();
}
