package io.llmgw.core.chain;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** Tells taps. What a tap throws is reported and changes nothing, unless the JVM itself fails. */
final class Taps {
  private Taps() {}

  /** Shows it an event. */
  static void tell(@Nullable Tap tap, LlmEvent event, Link link, Call call) {
    if (tap == null) {
      return;
    }
    call.enterTap();
    try {
      tap.onEvent(event);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      link.report(call, "the tap on", thrown);
    } finally {
      call.leaveTap();
    }
  }

  /** Tells it the outcome. */
  static void settle(@Nullable Tap tap, Outcome outcome, Link link, Call call) {
    if (tap == null) {
      return;
    }
    call.enterTap();
    try {
      tap.onOutcome(outcome);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      link.report(call, "the tap on", thrown);
    } finally {
      call.leaveTap();
    }
  }
}
