package io.llmgw.observability.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
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

  /** Held while the registry is asked, which may block: nobody waits for it without end. */
  private final ReentrantLock lock = new ReentrantLock();

  private SharedStates(MeterRegistry registry) {
    this.registry = registry;
  }

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
   * @param registration registers the meter that shows a sum
   * @return what takes it away again, to be called once
   * @throws IllegalStateException when another client has waited for the registry for too long
   */
  Runnable show(Metric metric, Function<Sum, Meter> registration, Supplier<Number> value) {
    if (!enter()) {
      throw new IllegalStateException("the meter registry is taken by another client");
    }
    try {
      Sum added = new Sum(this, metric, value);
      Meter meter = registration.apply(added);
      Sum known = sums.putIfAbsent(meter.getId(), added);
      if (known != null) {
        known.add(value);
      }
      Sum sum = known == null ? added : known;
      return () -> remove(meter, sum, value);
    } finally {
      lock.unlock();
    }
  }

  private void remove(Meter meter, Sum sum, Supplier<Number> value) {
    sum.remove(value);
    if (!enter()) {
      return; // it shows what the others have, and nothing where there are none
    }
    try {
      if (sum.isEmpty() && sums.remove(meter.getId(), sum)) {
        registry.remove(meter);
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
