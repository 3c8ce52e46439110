package io.llmgw.api.redact;

import java.util.List;
import java.util.Set;

/**
 * Recognises things in text that the built-in rules do not know: {@link Redaction#detectors}.
 *
 * <p>One instance serves all calls at the same time, so it must be thread-safe. It runs on the
 * caller's thread for each text of each request: it must take time linear in the text. One that
 * throws fails the call before anything is sent.
 */
public interface Detector {
  /** Its name, as findings and errors tell it; constant, not blank. */
  String name();

  /** What it may find; constant, at least one. */
  Set<EntityType> types();

  /**
   * Finds in this text, in any order; overlapping finds are resolved by whoever asks: the surer one
   * is kept, of equally sure ones the longer.
   *
   * @param text as it would leave the process, decoded; never empty
   */
  List<Finding> find(String text);
}
