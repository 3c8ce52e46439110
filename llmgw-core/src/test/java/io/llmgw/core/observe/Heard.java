package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.test.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events that it is told. */
final class Heard implements GatewayListener {
  final List<GatewayEvent> events = new CopyOnWriteArrayList<>();
  private final Duration slowCallAfter;

  Heard() {
    this(null);
  }

  Heard(Duration slowCallAfter) {
    this.slowCallAfter = slowCallAfter;
  }

  @Override
  public Duration slowCallAfter() {
    return slowCallAfter;
  }

  @Override
  public void onEvent(GatewayEvent event) {
    events.add(event);
  }

  /** Those of a kind, once there are so many. */
  <E extends GatewayEvent> List<E> await(Class<E> kind, int count) {
    Patience.until(
        () -> count + " of " + kind + " in " + events,
        Patience.limit(),
        () -> of(kind).size() >= count);
    return of(kind);
  }

  <E extends GatewayEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
