package io.llmgw.core.run;

import io.llmgw.api.usage.AttemptRecord;
import java.util.List;

/** Work of several calls, one after the other, which make one answer. Thread-safe. */
public interface SeveralCalls {
  /** Id of all of them together. */
  String id();

  /** The attempts of the calls that were answered, and these of the one after them. */
  List<AttemptRecord> attemptsAnd(List<AttemptRecord> ofLast);
}
