package io.llmgw.core.run;

import io.llmgw.api.usage.AttemptRecord;
import java.util.ArrayList;
import java.util.List;

/** Work of several calls, one after the other, which make one answer. Thread-safe. */
public interface SeveralCalls {
  /** Id of all of them together. */
  String id();

  /** The attempts of the calls that were answered, and these of the one after them. */
  List<AttemptRecord> attemptsAnd(List<AttemptRecord> ofLast);

  /** These attempts, numbered from this on: those of several calls as those of one. */
  static List<AttemptRecord> numberedFrom(int first, List<AttemptRecord> attempts) {
    List<AttemptRecord> numbered = new ArrayList<>(attempts.size());
    for (AttemptRecord attempt : attempts) {
      numbered.add(attempt.withNumber(first + numbered.size()));
    }
    return numbered;
  }
}
