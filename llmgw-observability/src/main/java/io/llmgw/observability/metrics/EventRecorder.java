package io.llmgw.observability.metrics;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRested;
import io.llmgw.api.observe.GatewayEvent.ModelMissing;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.observability.genai.GenAi;

/** Counts what happens apart from single calls: breakers, keys, targets. For one thread. */
final class EventRecorder {
  private final Series all;
  private final Names names;

  EventRecorder(Series all, Names names) {
    this.all = all;
    this.names = names;
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
      circuit(names.broken(opened.target()), "open");
    } else if (event instanceof BreakerClosed closed) {
      circuit(names.target(closed.target()), "closed");
    } else if (event instanceof KeyQuarantined refused) {
      rested(refused.provider(), GenAi.error(refused.why()));
    } else if (event instanceof ModelMissing missing) {
      rested(missing.provider(), GenAi.error(ErrorKind.MODEL_NOT_FOUND));
    } else if (event instanceof KeyRested rested) {
      rested(rested.provider(), GenAi.error(rested.why()));
    } else if (event instanceof TargetRested rested) {
      all.with(Label.TARGET, names.target(rested.target()))
          .with(Label.REASON, GenAi.error(rested.why()))
          .count(Metric.TARGET_RESTS, 1);
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

  private void circuit(String target, String state) {
    all.with(Label.TARGET, target).with(Label.TO, state).count(Metric.CIRCUIT_TRANSITIONS, 1);
  }

  private void rested(String provider, String why) {
    all.with(Label.PROVIDER, names.provider(provider))
        .with(Label.REASON, why)
        .count(Metric.KEY_RESTS, 1);
  }
}
