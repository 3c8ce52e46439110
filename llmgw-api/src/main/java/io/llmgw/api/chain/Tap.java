package io.llmgw.api.chain;

import io.llmgw.api.event.LlmEvent;

/**
 * Watches what a link passed on. {@link #onOutcome} is called exactly once per {@code proceed},
 * however it ends, on whichever thread ends it; before it, {@link #onEvent} has seen every event,
 * the final one included. A tap must not call the chain; one that throws is reported and changes
 * nothing.
 */
@FunctionalInterface
public interface Tap {
  /** How it ended; called once, before the final event is handed on. */
  void onOutcome(Outcome outcome);

  /** An event on its way out; default nothing. */
  default void onEvent(LlmEvent event) {}
}
