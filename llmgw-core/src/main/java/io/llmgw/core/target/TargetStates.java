package io.llmgw.core.target;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Speed;
import io.llmgw.core.choice.TargetStatistics;
import io.llmgw.core.observe.Events;
import io.llmgw.core.pace.TargetPace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The states of all targets of a client, by what they are and not by where they stand in routes.
 * Bounded, as the names of models may come from callers. Thread-safe.
 */
public final class TargetStates implements TargetStatistics {
  /** More targets than one client is likely to have. */
  private static final int MOST_TARGETS = 1_000;

  private final TimeSource time;
  private final Easing easing = new Easing();
  private final Chance chance;
  private final Events events;
  private final Map<ModelRef, TargetState> states = new ConcurrentHashMap<>();
  private final Map<ModelRef, TargetPace> paces = new ConcurrentHashMap<>();
  private final Map<String, KeyRests> keysOfProviders = new ConcurrentHashMap<>();

  /** Nothing has happened yet. */
  public TargetStates(TimeSource time, Chance chance, Events events) {
    this.events = events;
    this.time = time;
    this.chance = chance;
  }

  /** The state of a target that is about to be called. */
  public TargetState of(ModelRef model) {
    TargetState known = states.get(model);
    return known != null ? known : added(model);
  }

  /** Where the names are too many, those of which least is known are forgotten. */
  private TargetState added(ModelRef model) {
    if (states.size() >= MOST_TARGETS) {
      long now = time.nanos();
      forget(state -> state.isWorthless(now)).forEach(TargetState::forgotten);
    }
    return states.size() >= MOST_TARGETS
        ? fresh(model)
        : states.computeIfAbsent(model, this::fresh);
  }

  private List<TargetState> forget(Predicate<TargetState> which) {
    List<TargetState> forgotten = new ArrayList<>();
    states.values().removeIf(state -> which.test(state) && forgotten.add(state));
    return forgotten;
  }

  private TargetState fresh(ModelRef model) {
    return fresh(model, time.nanos());
  }

  private TargetState fresh(ModelRef model, long nowNanos) {
    KeyRests ofProvider =
        keysOfProviders.computeIfAbsent(model.provider(), added -> new KeyRests());
    TargetEvents told = new TargetEvents(model, events);
    return new TargetState(ofProvider, chance, told, easing, nowNanos);
  }

  /**
   * How these stand, and all others that were called, by name. Reads no clock.
   *
   * @param reports at the moment that is asked for
   */
  public List<TargetStatus> reports(Set<ModelRef> configured, TargetReports reports) {
    Map<String, TargetStatus> all = new TreeMap<>();
    for (ModelRef model : configured) {
      all.put(model.toString(), reports.untouched(model, waiting(model)));
    }
    states.forEach(
        (model, state) -> all.put(model.toString(), reports.of(model, state, waiting(model))));
    return List.copyOf(all.values());
  }

  private int waiting(ModelRef model) {
    TargetPace pace = paces.get(model);
    return pace == null ? 0 : pace.waiting();
  }

  /** The state of a target that may never have been called; null then. */
  public @Nullable TargetState known(ModelRef model) {
    return states.get(model);
  }

  /**
   * The grants of a target for which limits are declared. There are as many of those as somebody
   * has written down, and what is under way there is never forgotten.
   */
  public TargetPace pace(ModelRef model) {
    TargetPace known = paces.get(model);
    if (known != null) {
      return known;
    }
    TargetPace added = new TargetPace(time);
    TargetPace before = paces.putIfAbsent(model, added);
    return before == null ? added : before;
  }

  /** The keys of a target that may never have been called: some may rest at all its provider's. */
  public KeyRing keysOf(ModelRef model) {
    TargetState known = states.get(model);
    return known != null ? known.keys() : fresh(model).keys();
  }

  /**
   * The configuration is another one. What was to rest until then may be tried again, all else is
   * kept; of targets that it has done with, nothing is once nobody is there and nothing rests, so
   * that nobody is asked too early who comes back: those that are busy or rest are forgotten at a
   * later one, or where there is no room for others.
   *
   * @param before what names of the one before led to
   * @param present what those of the present one do, asked for here, as several may come at once
   */
  public void reconfigured(Set<ModelRef> before, Supplier<Set<ModelRef>> present) {
    // The clock of the host is read with no lock held, and who is gone is told without.
    replaced(before, present, time.nanos()).forEach(TargetState::forgotten);
  }

  private synchronized List<TargetState> replaced(
      Set<ModelRef> before, Supplier<Set<ModelRef>> present, long nowNanos) {
    Set<ModelRef> now = present.get();
    states.forEach(
        (model, state) -> state.reconfigured(now.contains(model), before.contains(model)));
    List<TargetState> gone = forget(state -> state.isGone(nowNanos));
    easeIn(before, now, nowNanos);
    paces
        .entrySet()
        .removeIf(pace -> !now.contains(pace.getKey()) && pace.getValue().isIdle(nowNanos));
    keysOfProviders.values().forEach(KeyRests::reconfigured);
    return gone;
  }

  /** Those that are new beside others; where all are new, nobody has to make room. */
  private void easeIn(Set<ModelRef> before, Set<ModelRef> now, long nowNanos) {
    if (now.stream().noneMatch(before::contains)) {
      return;
    }
    for (ModelRef model : now) {
      if (!before.contains(model) && states.size() < MOST_TARGETS) {
        states.computeIfAbsent(model, added -> fresh(added, nowNanos)).easeIn(nowNanos);
      }
    }
  }

  @Override
  public boolean isEasing() {
    return easing.isUsed() && easing.isOn(time.nanos());
  }

  @Override
  public double easedIn(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? 1 : state.easedIn(time.nanos());
  }

  @Override
  public int inFlight(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? 0 : state.inFlight();
  }

  @Override
  public double usedTokens(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? 0 : state.usedTokens(time.nanos());
  }

  @Override
  public Speed speed(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? Speed.UNKNOWN : state.speed(time.nanos());
  }
}
