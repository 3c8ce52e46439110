package io.llmgw.core.retry;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import java.util.List;

/** The decisions and attempts of the last call that ended, also of one that failed. */
final class TrailRecords implements CallObserver {
  private volatile List<String> last = List.of();
  private volatile List<AttemptRecord> attempts = List.of();

  @Override
  public Observation begin(ObservedCall call) {
    return outcome -> keep(outcome.served());
  }

  private void keep(Served served) {
    last = served.trail().stream().map(TrailEntry::note).toList();
    attempts = served.attempts();
  }

  List<String> last() {
    return last;
  }

  List<AttemptRecord> attempts() {
    return attempts;
  }
}
