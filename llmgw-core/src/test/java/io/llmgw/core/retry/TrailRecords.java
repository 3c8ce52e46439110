package io.llmgw.core.retry;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.usage.TrailEntry;
import java.util.List;

/** The decisions of the last call that ended, also of one that failed. */
final class TrailRecords implements CallObserver {
  private volatile List<String> last = List.of();

  @Override
  public Observation begin(ObservedCall call) {
    return outcome -> last = outcome.served().trail().stream().map(TrailEntry::note).toList();
  }

  List<String> last() {
    return last;
  }
}
