package io.llmgw.core.flight;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.core.chain.FlightPlan;
import io.llmgw.core.chain.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The flights of one client that are under way. Thread-safe. */
public final class Flights {
  private final ConcurrentMap<Key, Flight> underWay = new ConcurrentHashMap<>();
  private final Predicate<Runnable> crew;

  /**
   * No flights yet.
   *
   * @param crew runs a flight on a thread of the engine; false when no thread is free
   */
  public Flights(Predicate<Runnable> crew) {
    this.crew = crew;
  }

  /** Starts or joins the flight of this key; null when no thread is free to fly. */
  public @Nullable EventStream share(FlightPlan plan, Object key, Tap oncePerFlight) {
    Key named = new Key(plan.link(), key);
    while (true) {
      Flight flight = underWay.get(named);
      boolean starts = flight == null;
      if (flight == null) {
        flight = new Flight(plan, oncePerFlight);
      }
      // A seat is taken before anybody can see a new flight, so it is never found empty.
      Seat seat = flight.board(plan.scope());
      if (seat == null) {
        underWay.remove(named, flight); // over, or too far on to be joined
        continue;
      }
      if (starts && !depart(named, flight)) {
        continue;
      }
      if (seat.isForEnd) {
        seat.awaitEnd();
        continue; // behind the link it is known what came of that
      }
      boolean flies = true;
      try {
        flies = seat.ready();
      } finally {
        if (flies && !starts) {
          note(plan.scope(), flight);
        }
      }
      return flies ? seat : null;
    }
  }

  /** Makes the flight known and starts it; false when somebody else was faster. */
  private boolean depart(Key key, Flight flight) {
    if (underWay.putIfAbsent(key, flight) != null) {
      return false;
    }
    Runnable run =
        () -> {
          try {
            flight.run();
          } finally {
            underWay.remove(key, flight);
          }
        };
    if (!crew.test(run)) {
      underWay.remove(key, flight);
      flight.ground();
    }
    return true;
  }

  private static void note(Scope scope, Flight flight) {
    scope.attribute(CallContext.CACHE_STATUS, CacheStatus.JOINED);
    scope.attribute(CallContext.JOINED_FLIGHT, flight.key());
    scope.trail().note("flight", "joined the flight of call " + flight.startedBy());
  }

  /** Ends all of them before one is told; what is returned tells them. */
  public List<Runnable> cancelUntold(Reason reason) {
    List<Runnable> tellings = new ArrayList<>();
    underWay.values().forEach(flight -> tellings.add(flight.cancelUntold(reason)));
    return tellings;
  }

  private record Key(Object link, Object key) {}
}
