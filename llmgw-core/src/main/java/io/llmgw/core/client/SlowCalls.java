package io.llmgw.core.client;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.usage.Served;
import io.llmgw.core.chain.Call;
import io.llmgw.core.observe.Events;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of calls that have ended after too long a time. Thread-safe. */
record SlowCalls(Events events) {
  private static final Logger log = LoggerFactory.getLogger(SlowCalls.class);

  /** A call has ended. A clock that fails here changes nothing of it. */
  void ended(Call call) {
    Duration slow = events.slowCallAfter();
    if (slow == null) {
      return;
    }
    try {
      if (call.elapsed().compareTo(slow) > 0) {
        Served served = call.served();
        events.tellSlow(
            new GatewayEvent.SlowCall(
                events.now(),
                call.id(),
                served.target(),
                served.latency(),
                served.attempts().size()));
      }
    } catch (RuntimeException noClock) {
      log.warn(
          "call {}: whether it was slow is unknown, as the clock failed with {}",
          call.id(),
          noClock.getClass().getName());
    }
  }
}
