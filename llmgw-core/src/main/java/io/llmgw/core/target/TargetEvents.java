package io.llmgw.core.target;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRested;
import io.llmgw.api.observe.GatewayEvent.ModelMissing;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.core.observe.Events;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What listeners are told of one target. */
record TargetEvents(ModelRef model, Events events) {
  boolean isOn() {
    return events.isOn();
  }

  /** Its breaker has opened. */
  void opened(boolean byRate, long delayNanos) {
    if (isOn()) {
      events.tell(
          new BreakerOpened(events.now(), model.toString(), byRate, Duration.ofNanos(delayNanos)));
    }
  }

  /** Its breaker has closed. */
  void closed() {
    if (isOn()) {
      events.tell(new BreakerClosed(events.now(), model.toString()));
    }
  }

  /** Something rests that did not. */
  void rests(Resting resting, Rest what, @Nullable ApiKey key, long nowNanos) {
    Duration left = resting.forGood() ? null : resting.left(nowNanos);
    if (what == Rest.TARGET || key == null) {
      events.tell(new TargetRested(events.now(), model.toString(), resting.kind(), left));
      return;
    }
    String where = what == Rest.KEY ? null : model.toString();
    String id = KeyId.of(model.provider(), key);
    if (resting.kind() == ErrorKind.MODEL_NOT_FOUND || resting.kind() == ErrorKind.NOT_FOUND) {
      events.tell(
          new ModelMissing(
              events.now(), model.provider(), model.toString(), key.alias(), id, left));
    } else if (left != null && !resting.needsSomebody()) {
      events.tell(
          new KeyRested(
              events.now(), model.provider(), where, key.alias(), id, resting.kind(), left));
    } else {
      events.tell(
          new KeyQuarantined(
              events.now(), model.provider(), where, key.alias(), id, resting.kind(), left));
    }
  }
}
