package io.llmgw.core.flight;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The embedding calls of one client that wait for others to go with, and those that are under way
 * together. There is one gathering of each kind that is open, and none without a call that waits in
 * it or was cancelled there. Thread-safe.
 */
public final class Gatherings {
  private final ConcurrentMap<Object, Gathering> open = new ConcurrentHashMap<>();
  private final Set<Gathering> underWay = ConcurrentHashMap.newKeySet();
  private final TimeSource time;

  /** None yet. */
  public Gatherings(TimeSource time) {
    this.time = time;
  }

  /**
   * Gives a call its place among those of its kind; it has then to {@linkplain Berth#await wait}.
   *
   * @param kind equal for calls that may go together
   * @param most what one request may have
   * @param destination where each of this kind may go
   * @param window how long the first one waits
   */
  public void join(Object kind, Berth berth, Room most, String destination, Duration window) {
    while (true) {
      Gathering gathering = open.get(kind);
      if (gathering == null) {
        Gathering fresh = new Gathering(berth, most, destination);
        if (open.putIfAbsent(kind, fresh) == null) {
          begin(kind, fresh, window);
          return;
        }
      } else if (gathering.takes(berth)) {
        if (gathering.isFull()) {
          depart(kind, gathering);
        }
        return;
      } else {
        depart(kind, gathering); // without it, if it has not departed yet
      }
    }
  }

  private void begin(Object kind, Gathering gathering, Duration window) {
    try {
      gathering.waitBy(time.schedule(window, () -> depart(kind, gathering)));
    } catch (Throwable noClock) { // whatever a clock of the host throws
      depart(kind, gathering); // nobody would say when the wait is over
    }
  }

  private void depart(Object kind, Gathering gathering) {
    open.remove(kind, gathering);
    if (gathering.depart()) {
      underWay.add(gathering);
      gathering.run(() -> underWay.remove(gathering));
    }
  }

  /** Ends all that are under way before one is told; what is returned tells them. */
  public List<Runnable> cancelUntold(Reason reason) {
    List<Runnable> tellings = new ArrayList<>();
    underWay.forEach(gathering -> tellings.add(gathering.cancelUntold(reason)));
    return tellings;
  }
}
