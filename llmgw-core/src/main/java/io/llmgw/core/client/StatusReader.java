package io.llmgw.core.client;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.core.client.ClockWatch.Use;
import io.llmgw.core.target.TargetReports;
import java.util.List;
import java.util.Set;

/** Puts together how a client stands. Thread-safe. */
final class StatusReader {
  private final ClockWatch clock;
  private final OpenCalls calls;
  private final SharedParts shared;

  StatusReader(ClockWatch clock, OpenCalls calls, SharedParts shared) {
    this.clock = clock;
    this.calls = calls;
    this.shared = shared;
  }

  /** How it stands now, with these models as its targets, and those that were called. */
  ClientStatus read(Set<ModelRef> models) {
    boolean closed = calls.isClosing();
    ClockWatch.Look look = clock.look(closed ? Use.CLOSED : Use.OPEN);
    return new ClientStatus(
        look.at(),
        closed,
        calls.openCalls(),
        calls.queuedCalls(),
        look.state(),
        look.isReadable() ? targets(models, look) : List.of());
  }

  /** The clock is not read again: it may fail then. */
  private List<TargetStatus> targets(Set<ModelRef> models, ClockWatch.Look look) {
    TargetReports reports = new TargetReports(look.nanos(), look.at(), shared.estimator());
    return shared.states().reports(models, reports);
  }
}
