package io.llmgw.core.chain;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells the taps of streams, each by the index of the link that it is the stream of. What a tap
 * throws is reported and changes nothing, unless the JVM itself fails.
 */
final class Taps {
  private Taps() {}

  /** Shows it an event. */
  static void tell(@Nullable Tap tap, LlmEvent event, Call call, int index) {
    if (tap == null) {
      return;
    }
    call.enterTap();
    try {
      tap.onEvent(event);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      report(call, index, thrown);
    } finally {
      call.leaveTap();
    }
  }

  /** Tells it the outcome. */
  static void settle(@Nullable Tap tap, Outcome outcome, Call call, int index) {
    if (tap == null) {
      return;
    }
    call.enterTap();
    try {
      tap.onOutcome(outcome);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      report(call, index, thrown);
    } finally {
      call.leaveTap();
    }
  }

  /** A tap belongs to the link before, which proceeded to this one. */
  private static void report(Call call, int index, Throwable thrown) {
    call.links()[index - 1].report(call, "the tap of", thrown);
  }
}
