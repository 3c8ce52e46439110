package io.llmgw.core.run;

import io.llmgw.api.error.ErrorKind;

/** Is told how runs end. Thread-safe. */
public interface RunEnd {
  /**
   * A run has failed, otherwise than by a cancel; told at most once for each.
   *
   * @param rounds how many of its calls were answered
   */
  void failed(String runId, ErrorKind why, int rounds);

  /** A run has ended, however; may be told again. */
  void ended(RunStream run);
}
