package io.llmgw.observability.metrics;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRested;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.genai.GenAi;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Records what happens apart from single calls: breakers, keys, targets. For one thread. */
final class EventRecorder {
  private final Meters meters;
  private final Series all;
  private final Names names;
  private final Quarantine quarantine;
  private final Map<String, AtomicInteger> circuits = new HashMap<>();

  EventRecorder(Meters meters, Series all, Names names, TimeSource time) {
    this.meters = meters;
    this.all = all;
    this.names = names;
    this.quarantine = new Quarantine(time);
  }

  /** Shows a kind of event before the first one, which would else have nothing to grow from. */
  void show(Class<?> kind) {
    count(kind, 0);
  }

  private void count(Class<?> kind, long times) {
    all.with(Label.EVENT, word(kind)).count(Metric.EVENTS, times);
  }

  void record(GatewayEvent event) {
    count(event.getClass(), 1);
    if (event instanceof BreakerOpened opened) {
      circuit(opened.target(), "open", 1);
    } else if (event instanceof BreakerClosed closed) {
      circuit(closed.target(), "closed", 0);
    } else if (event instanceof KeyQuarantined refused) {
      quarantined(refused);
    } else if (event instanceof KeyRested rested) {
      rested(rested.provider(), GenAi.error(rested.why()));
    } else if (event instanceof KeyRotated rotated) {
      quarantine.end(names.provider(rotated.provider()), rotated.formerKeyId());
    } else if (event instanceof TargetRested rested) {
      all.with(Label.TARGET, names.target(rested.target()))
          .with(Label.REASON, GenAi.error(rested.why()))
          .count(Metric.TARGET_RESTS, 1);
    } else if (event instanceof Reconfigured) {
      quarantine.endThoseForGood();
    }
  }

  /** {@code breaker_opened} for {@code BreakerOpened}. */
  private static String word(Class<?> kind) {
    StringBuilder words = new StringBuilder();
    for (char c : kind.getSimpleName().toCharArray()) {
      if (Character.isUpperCase(c) && !words.isEmpty()) {
        words.append('_');
      }
      words.append(Character.toLowerCase(c));
    }
    return words.toString();
  }

  private void circuit(String target, String state, int open) {
    String name = names.target(target);
    Series ofTarget = all.with(Label.TARGET, name);
    ofTarget.with(Label.TO, state).count(Metric.CIRCUIT_TRANSITIONS, 1);
    if (KeptNames.OTHER.equals(ofTarget.value(Label.TARGET))) {
      return; // several targets have no state together
    }
    AtomicInteger known = circuits.get(name);
    if (known == null) {
      AtomicInteger added = new AtomicInteger();
      meters.gauge(Metric.CIRCUIT_STATE, ofTarget, added::get);
      circuits.put(name, added);
      known = added;
    }
    known.set(open);
  }

  private void quarantined(KeyQuarantined refused) {
    String provider = names.provider(refused.provider());
    rested(refused.provider(), GenAi.error(refused.why()));
    if (quarantine.isNew(provider)) {
      meters.gauge(
          Metric.KEYS_QUARANTINED,
          all.with(Label.PROVIDER, provider),
          () -> quarantine.count(provider));
    }
    quarantine.begin(provider, refused.keyId(), refused.target(), refused.restsFor());
  }

  private void rested(String provider, String why) {
    all.with(Label.PROVIDER, names.provider(provider))
        .with(Label.REASON, why)
        .count(Metric.KEY_RESTS, 1);
  }
}
