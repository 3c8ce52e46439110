package io.llmgw.observability.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Values of now, of one client or of several, that are shown as one. Thread-safe. */
final class Sum {
  @SuppressWarnings("UnusedVariable") // the registry keeps this, and so that which clients share
  private final SharedStates owner;

  private final boolean isCount;
  private volatile Parts parts;

  /**
   * Of one value so far.
   *
   * @param metric what is shown; of a count stays what those have counted that are gone
   */
  Sum(SharedStates owner, Metric metric, Supplier<Number> first) {
    this.owner = owner;
    this.isCount = metric.shape() == Shape.COUNTER;
    this.parts = new Parts(0, List.of(first));
  }

  private record Parts(double gone, List<Supplier<Number>> present) {
    Parts with(Supplier<Number> part) {
      List<Supplier<Number>> more = new ArrayList<>(present);
      more.add(part);
      return new Parts(gone, more);
    }

    Parts without(Supplier<Number> part, double stays) {
      List<Supplier<Number>> fewer = new ArrayList<>(present);
      fewer.remove(part);
      return new Parts(gone + stays, fewer);
    }
  }

  synchronized void add(Supplier<Number> part) {
    parts = parts.with(part);
  }

  void remove(Supplier<Number> part) {
    double stays = isCount ? part.get().doubleValue() : 0;
    synchronized (this) {
      parts = parts.without(part, stays);
    }
  }

  boolean isEmpty() {
    return parts.present().isEmpty();
  }

  double value() {
    Parts now = parts;
    double sum = now.gone();
    for (Supplier<Number> part : now.present()) {
      sum += part.get().doubleValue();
    }
    return sum;
  }
}
