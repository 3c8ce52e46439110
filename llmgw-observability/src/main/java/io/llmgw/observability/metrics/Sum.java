package io.llmgw.observability.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Values of now that are shown as one. Thread-safe. */
final class Sum {
  private final List<Supplier<Number>> parts = new CopyOnWriteArrayList<>();

  Sum(Supplier<Number> first) {
    add(first);
  }

  void add(Supplier<Number> part) {
    parts.add(part);
  }

  double value() {
    double sum = 0;
    for (Supplier<Number> part : parts) {
      sum += part.get().doubleValue();
    }
    return sum;
  }
}
