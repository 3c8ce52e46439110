package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.test.Patience;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The records of calls, as an observer gets them. */
final class CallRecords implements CallObserver {
  private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  private final List<ObservedOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Observation begin(ObservedCall call) {
    ids.add(call.callId());
    return outcomes::add;
  }

  String callId() {
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  ObservedOutcome only() {
    Patience.until("a record", () -> !outcomes.isEmpty());
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }
}
