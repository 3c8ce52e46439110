package io.llmgw.core.client;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.status.ClientStatus;
import io.llmgw.core.client.ClockWatch.Use;
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
        look.isReadable() ? shared.states().reports(models, shared.estimator()) : List.of());
  }
}
