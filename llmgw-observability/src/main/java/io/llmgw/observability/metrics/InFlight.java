package io.llmgw.observability.metrics;

import io.llmgw.api.request.Operation;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many calls of each operation are under way. Thread-safe. */
final class InFlight {
  private final AtomicIntegerArray counts = new AtomicIntegerArray(Operation.values().length);

  void begin(Operation operation) {
    counts.incrementAndGet(place(operation));
  }

  void end(Operation operation) {
    counts.decrementAndGet(place(operation));
  }

  int of(Operation operation) {
    return counts.get(place(operation));
  }

  @SuppressWarnings("EnumOrdinal") // a place in an array of this class, never stored or sent
  private static int place(Operation operation) {
    return operation.ordinal();
  }
}
