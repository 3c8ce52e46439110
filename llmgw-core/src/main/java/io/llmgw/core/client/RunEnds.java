package io.llmgw.core.client;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.core.observe.Events;
import io.llmgw.core.run.RunEnd;
import io.llmgw.core.run.RunStream;

/** Takes leave of the runs of one client, and tells of those that fail. Thread-safe. */
record RunEnds(OpenCalls openCalls, Events events) implements RunEnd {
  @Override
  public void failed(String runId, ErrorKind why, int rounds) {
    if (events.isOn()) {
      events.tell(new GatewayEvent.RunFailed(events.now(), runId, why, rounds));
    }
  }

  @Override
  public void ended(RunStream run) {
    openCalls.leave(run);
  }
}
