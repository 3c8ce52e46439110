package io.llmgw.observability.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The states that clients show in one registry. What has the same name and tags there is shown as
 * the sum of all: a registry itself knows the first alone, and forgets it for all of them once one
 * client takes it out. Thread-safe.
 */
final class SharedStates {
  /**
   * By registry, as clients know of each other by nothing else. Held by what is in the registry and
   * by the clients that are open, so that no registry is kept for it.
   */
  private static final Map<MeterRegistry, WeakReference<SharedStates>> ALL = new WeakHashMap<>();

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MeterRegistry registry;
  private final Map<Meter.Id, Sum> sums = new HashMap<>();

  /** What was registered already: a second time, Micrometer would warn of it. */
  private final Map<Name, Shown> known = new HashMap<>();

  /** Held while the registry is asked, which may block: nobody waits for it without end. */
  private final ReentrantLock lock = new ReentrantLock();

  private SharedStates(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What is asked for; a filter of the registry may make another one of it. */
  private record Name(String name, Tags tags) {}

  private record Shown(Meter meter, Sum sum) {}

  /** Those of this registry. */
  static SharedStates of(MeterRegistry registry) {
    synchronized (ALL) {
      WeakReference<SharedStates> known = ALL.get(registry);
      SharedStates states = known == null ? null : known.get();
      if (states == null) {
        states = new SharedStates(registry);
        ALL.put(registry, new WeakReference<>(states));
      }
      return states;
    }
  }

  /**
   * Shows one more value.
   *
   * @param name and tags as the registry is asked for them
   * @param registration registers the meter that shows a sum
   * @return what takes it away again, to be called once
   * @throws IllegalStateException when another client has waited for the registry for too long
   */
  Runnable show(
      Metric metric,
      String name,
      Tags tags,
      Function<Sum, Meter> registration,
      Supplier<Number> value) {
    if (!enter()) {
      throw new IllegalStateException("the meter registry is taken by another client");
    }
    try {
      Name asked = new Name(name, tags);
      Shown shown = known.get(asked);
      if (shown == null) {
        shown = registered(metric, registration, value);
        known.put(asked, shown);
      } else {
        shown.sum().add(value);
      }
      Shown with = shown;
      return () -> remove(with, value);
    } finally {
      lock.unlock();
    }
  }

  private Shown registered(
      Metric metric, Function<Sum, Meter> registration, Supplier<Number> value) {
    Sum added = new Sum(this, metric, value);
    Meter meter = registration.apply(added);
    Sum before = sums.putIfAbsent(meter.getId(), added);
    if (before != null) {
      before.add(value);
    }
    return new Shown(meter, before == null ? added : before);
  }

  private void remove(Shown shown, Supplier<Number> value) {
    Sum sum = shown.sum();
    sum.remove(value);
    if (!enter()) {
      return; // it shows what the others have, and nothing where there are none
    }
    try {
      if (sum.isEmpty() && sums.remove(shown.meter().getId(), sum)) {
        known.values().removeIf(other -> other.sum().equals(sum));
        registry.remove(shown.meter());
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean enter() {
    try {
      // The first look takes it from an interrupted thread too: a close that was waited for enough.
      return lock.tryLock() || lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
