package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engine says what happens. Nothing is made, and nothing waits, where nobody listens: ask
 * {@link #isOn} before an event is made. Thread-safe.
 */
public final class Events {
  /** Nobody listens. */
  public static final Events NONE = new Events(List.of(), TimeSource.system(), task -> false);

  private static final Logger log = LoggerFactory.getLogger(Events.class);

  /** Far more models than anybody looks up prices for. */
  private static final int MOST_UNPRICED = 1_000;

  private final TimeSource time;
  private final List<Receiver> receivers = new ArrayList<>();
  private final Set<String> unpriced = ConcurrentHashMap.newKeySet();
  private final @Nullable Duration slow;

  /**
   * Tells these.
   *
   * @param threads run a task aside; false when none is free
   */
  public Events(List<GatewayListener> listeners, TimeSource time, Predicate<Runnable> threads) {
    this.time = time;
    Duration least = null;
    for (GatewayListener listener : listeners) {
      Complaints complaints = new Complaints("listener '" + listener.name() + "'", time);
      Duration slowAfter = listener.slowCallAfter();
      receivers.add(new Receiver(new Mailbox(listener, complaints, threads), slowAfter));
      boolean isLeast = least == null || (slowAfter != null && slowAfter.compareTo(least) < 0);
      least = isLeast ? slowAfter : least;
    }
    this.slow = least;
  }

  private record Receiver(Mailbox mailbox, @Nullable Duration slowAfter) {
    boolean takesSlow(Duration took) {
      return slowAfter != null && took.compareTo(slowAfter) > 0;
    }
  }

  /** Whether anybody listens. */
  public boolean isOn() {
    return !receivers.isEmpty();
  }

  /**
   * When an event happens that is made now: the epoch where the host's clock fails, so that no call
   * fails for it.
   */
  public Instant now() {
    try {
      return time.now();
    } catch (RuntimeException noClock) {
      log.warn("an event has no time: the clock failed with {}", noClock.getClass().getName());
      return Instant.EPOCH;
    }
  }

  /** Something has happened. */
  public void tell(GatewayEvent event) {
    for (Receiver receiver : receivers) {
      receiver.mailbox().put(event);
    }
  }

  /** How long the shortest call takes that anybody calls slow; null when nobody does. */
  public @Nullable Duration slowCallAfter() {
    return slow;
  }

  /** A call was slow, for some. */
  public void tellSlow(GatewayEvent.SlowCall call) {
    for (Receiver receiver : receivers) {
      if (receiver.takesSlow(call.took())) {
        receiver.mailbox().put(call);
      }
    }
  }

  /** A model has answered without a price; told once for each. */
  public void tellUnpriced(String target) {
    if (unpriced.size() < MOST_UNPRICED && unpriced.add(target)) {
      tell(new GatewayEvent.PriceUnknown(now(), target));
    }
  }

  /** Waits until everything is told, so long at most; takes no more in. */
  public void close(Duration grace) {
    CountDownLatch emptied = new CountDownLatch(receivers.size());
    receivers.forEach(receiver -> receiver.mailbox().whenEmpty(emptied));
    try {
      boolean inTime = emptied.await(TimeUnit.NANOSECONDS.convert(grace), TimeUnit.NANOSECONDS);
      log.debug("listeners were told everything in time: {}", inTime);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long lost = 0;
    for (Receiver receiver : receivers) {
      lost += receiver.mailbox().close();
    }
    if (lost > 0) {
      log.warn("closed with {} events that no listener was told", lost);
    }
  }
}
