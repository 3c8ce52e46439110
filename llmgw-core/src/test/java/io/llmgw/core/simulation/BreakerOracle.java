package io.llmgw.core.simulation;

import io.llmgw.api.LlmClient;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.test.simulation.ServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the breakers of a client from time to time, and knows what the models may see then: no
 * request where one is open, one at a time where it is half open (I14).
 */
final class BreakerOracle {
  /** When the wall clock of a simulation begins. */
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** So long a probe keeps others away. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final List<Duration> changes;
  private final Map<String, Look> last = new HashMap<>();
  private final List<Look> looks = new ArrayList<>();
  private final Map<String, NavigableMap<Duration, BreakerState>> states = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  /** Of a client that is configured anew at these times, which may forget a breaker. */
  BreakerOracle(List<Duration> changes) {
    this.changes = changes;
  }

  /**
   * One look at a breaker.
   *
   * @param until when it lets a call through; null where it is closed
   * @param shutAt the last look at which it was open, none but one call may have come since; null
   *     for none
   */
  private record Look(
      String target,
      BreakerState state,
      Duration at,
      @Nullable Duration until,
      @Nullable Duration shutAt) {}

  void look(LlmClient llm, Duration now) {
    for (TargetStatus status : llm.status().targets()) {
      Look before = last.get(status.target());
      boolean known = before != null && !isChanged(before.at(), now);
      Instant end = status.breakerUntil();
      Duration until = end == null ? null : Duration.between(ORIGIN, end);
      Duration shutAt =
          switch (status.breaker()) {
            case OPEN -> now;
            case HALF_OPEN -> known ? before.shutAt() : null;
            case CLOSED, OPEN_BY_RATE -> null;
          };
      Look look = new Look(status.target(), status.breaker(), now, until, shutAt);
      if (known) {
        checkOrder(before, look);
      }
      last.put(status.target(), look);
      states
          .computeIfAbsent(
              look.target(), target -> new TreeMap<>(Map.of(Duration.ZERO, BreakerState.CLOSED)))
          .put(now, look.state());
      looks.add(look);
    }
  }

  private boolean isChanged(Duration from, Duration to) {
    return changes.stream().anyMatch(at -> at.compareTo(from) >= 0 && at.compareTo(to) <= 0);
  }

  /** One that is open stays so until its time, and none is half open that was closed just now. */
  private void checkOrder(Look before, Look look) {
    boolean stays =
        before.state() != BreakerState.OPEN
            || before.until() == null
            || before.until().compareTo(look.at()) <= 0
            || look.state() == BreakerState.OPEN && before.until().equals(look.until());
    boolean wasOpen =
        look.state() != BreakerState.HALF_OPEN || before.state() != BreakerState.CLOSED;
    if (!stays || !wasOpen) {
      broken.add("I14: " + before + ", then " + look);
    }
  }

  /** Whether a breaker is closed without doubt: an opening is longer than from look to look. */
  boolean isClosed(String target, Duration at) {
    NavigableMap<Duration, BreakerState> seen = states.get(target);
    Map.Entry<Duration, BreakerState> before = seen == null ? null : seen.floorEntry(at);
    Map.Entry<Duration, BreakerState> after = seen == null ? null : seen.ceilingEntry(at);
    return before != null
        && after != null
        && after.getKey().minus(before.getKey()).compareTo(RandomScenario.LOOK) <= 0
        && before.getValue() == BreakerState.CLOSED
        && after.getValue() == BreakerState.CLOSED;
  }

  /** How often a breaker was seen that was not closed. */
  long seen() {
    return looks.stream().filter(look -> look.state() != BreakerState.CLOSED).count();
  }

  /** What was broken, once all requests are known. */
  List<String> judge(Map<String, List<ServerRequest>> requests) {
    for (Look look : looks) {
      List<ServerRequest> there = requests.getOrDefault(look.target(), List.of());
      if (look.state() == BreakerState.OPEN && look.until() != null) {
        checkOpen(look, look.until(), there);
      } else if (look.shutAt() != null) {
        checkHalfOpen(look, look.shutAt(), there);
      }
    }
    return broken;
  }

  private void checkOpen(Look look, Duration until, List<ServerRequest> requests) {
    for (ServerRequest request : requests) {
      boolean within =
          request.arrived().compareTo(look.at()) > 0
              && request.arrived().compareTo(until) < 0
              && !isChanged(look.at(), request.arrived());
      if (within) {
        broken.add("I14: " + look + ": " + request);
      }
    }
  }

  private void checkHalfOpen(Look look, Duration shutAt, List<ServerRequest> requests) {
    int under = 0;
    boolean isOver = false;
    for (ServerRequest request : requests) {
      boolean underWay =
          request.arrived().compareTo(shutAt) > 0
              && request.arrived().compareTo(look.at()) < 0
              && request.ended().compareTo(look.at()) > 0;
      under += underWay ? 1 : 0;
      isOver |= underWay && request.arrived().plus(LEASE).compareTo(look.at()) <= 0;
    }
    if (under > 1 && !isOver) {
      broken.add("I14: " + under + " at once: " + look);
    }
  }
}
