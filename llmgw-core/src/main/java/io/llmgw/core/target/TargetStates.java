package io.llmgw.core.target;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.TargetStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of all targets of a client, by what they are and not by where they stand in routes.
 * Bounded, as the names of models may come from callers. Thread-safe.
 */
public final class TargetStates implements TargetStatistics {
  /** More targets than one client is likely to have. */
  private static final int MOST_TARGETS = 1_000;

  private final TimeSource time;
  private final Chance chance;
  private final Map<ModelRef, TargetState> states = new ConcurrentHashMap<>();
  private final Map<String, KeyRests> keysOfProviders = new ConcurrentHashMap<>();

  /** Nothing has happened yet. */
  public TargetStates(TimeSource time, Chance chance) {
    this.time = time;
    this.chance = chance;
  }

  /** The state of a target that is about to be called. */
  public TargetState of(ModelRef model) {
    TargetState known = states.get(model);
    return known != null ? known : added(model);
  }

  /** Where the names are too many, those that never had an answer are forgotten first. */
  private TargetState added(ModelRef model) {
    if (states.size() >= MOST_TARGETS) {
      states.values().removeIf(TargetState::isWorthless);
    }
    return states.size() >= MOST_TARGETS
        ? fresh(model)
        : states.computeIfAbsent(model, this::fresh);
  }

  private TargetState fresh(ModelRef model) {
    KeyRests ofProvider =
        keysOfProviders.computeIfAbsent(model.provider(), added -> new KeyRests());
    return new TargetState(ofProvider, chance, time.nanos());
  }

  /** The state of a target that may never have been called; null then. */
  public @Nullable TargetState known(ModelRef model) {
    return states.get(model);
  }

  /** The configuration is another one: what rests, also for good, may be tried again. */
  public void reconfigured() {
    states.values().forEach(TargetState::reconfigured);
    keysOfProviders.values().forEach(KeyRests::end);
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
  public double firstTokenMillis(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? Double.NaN : state.firstTokenMillis(time.nanos());
  }

  @Override
  public double millisPerToken(ModelRef model) {
    TargetState state = states.get(model);
    return state == null ? Double.NaN : state.millisPerToken(time.nanos());
  }
}
