package io.llmgw.core.simulation;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client, models and their faults, as a seed has it: every kind of trouble, in any mixture. */
final class RandomScenario {
  private static final List<ErrorKind> KINDS =
      List.of(
          ErrorKind.CONNECT,
          ErrorKind.CONNECTION_LOST,
          ErrorKind.RATE_LIMIT,
          ErrorKind.OVERLOADED,
          ErrorKind.SERVER,
          ErrorKind.INVALID_REQUEST,
          ErrorKind.CONTENT_POLICY,
          ErrorKind.CONFLICT,
          ErrorKind.EMPTY_RESPONSE,
          ErrorKind.PROTOCOL);

  /** Long after the last call has ended. */
  private static final Duration QUIET = Duration.ofMinutes(5);

  /** Between two looks at the state of the client. */
  static final Duration LOOK = Duration.ofMillis(700);

  /** The first numbers of near seeds are about the same: so none are near. */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private final long seed;
  private final Random random;
  private final Duration deadline;
  private final List<SimulatedModel> models = new ArrayList<>();
  private final Map<String, TargetLimits> limits = new HashMap<>();
  private final Set<String> metered = new HashSet<>();
  private final RandomRoutes routes;
  private final RandomKeys keys;
  private final Route route;
  private final Retries retries;
  private final Timeouts timeouts;
  private final int perSecond;
  private final Hedging hedging;
  private final double leaving;
  private final int pieces;
  private final List<Change> changes = new ArrayList<>();

  RandomScenario(long seed) {
    this.seed = seed;
    this.random = new Random(seed * GOLDEN);
    this.routes = new RandomRoutes(random);
    this.deadline = Duration.ofSeconds(between(2, 40));
    this.keys = new RandomKeys(random, "p1", "p2");
    int count = between(1, 4);
    for (int i = 1; i <= count; i++) {
      String name = "p" + between(1, 2) + "/m" + i;
      models.add(keys.refusing(model(name)));
      if (random.nextInt(3) == 0) {
        limits.put(name, limits());
      }
    }
    this.route = route();
    this.retries = Retries.upTo(between(1, 5));
    this.timeouts = timeouts();
    this.perSecond = between(5, 60);
    this.hedging = hedging();
    this.leaving = random.nextInt(3) == 0 ? 0 : random.nextDouble() / 3;
    this.pieces = between(1, 3);
    for (int more = between(0, 4); more > 0; more--) {
      Collections.shuffle(models, random); // of which the route may take some
      changes.add(new Change(millis(100, 30_000), route(), Retries.upTo(between(1, 5)), hedging()));
    }
    changes.sort(Comparator.comparing(Change::at));
  }

  /** Another configuration, from a time on. */
  record Change(Duration at, Route route, Retries retries, Hedging hedging) {}

  private Hedging hedging() {
    Hedging some =
        random.nextBoolean()
            ? Hedging.after(millis(0, 600))
            : Hedging.atPercentile(0.5 + random.nextInt(50) / 100.0).atLeast(millis(0, 300));
    some = some.share(random.nextBoolean() ? 0.05 : 0.5);
    some = random.nextBoolean() ? some.orSameTarget() : some;
    return random.nextInt(6) == 0 ? Hedging.OFF : some;
  }

  private int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  private Duration millis(int from, int to) {
    return Duration.ofMillis(between(from, to));
  }

  private SimulatedModel model(String name) {
    SimulatedModel model =
        SimulatedModel.of(name)
            .price("1", "4")
            .firstToken(Latency.logNormal(millis(20, 1_500), 0.6))
            .perToken(Latency.uniform(Duration.ZERO, millis(1, 30)))
            .refusal(Latency.uniform(Duration.ZERO, millis(1, 400)));
    for (int faults = between(0, 3); faults > 0; faults--) {
      double share = random.nextDouble() * (random.nextInt(5) == 0 ? 0.3 : 0.05);
      ErrorKind kind = KINDS.get(random.nextInt(KINDS.size()));
      model =
          switch (between(0, 4)) {
            case 0 -> model.failing(share, kind, millis(1, 15_000));
            case 1 -> model.breaking(share, ErrorKind.STREAM_BROKEN);
            case 2 -> model.hanging(share / 3);
            default -> model.failing(share, kind);
          };
    }
    if (random.nextBoolean()) {
      Duration from = millis(0, 30_000);
      model = model.down(from, from.plus(millis(100, 30_000)), KINDS.get(between(0, 4)));
    }
    if (random.nextInt(3) == 0) {
      Duration from = millis(0, 30_000);
      model = model.slow(from, from.plus(millis(100, 30_000)), between(2, 20));
    }
    if (random.nextInt(4) != 0) {
      return model;
    }
    metered.add(name);
    return model.limit(between(1, 200), millis(100, 20_000));
  }

  private TargetLimits limits() {
    TargetLimits limits = TargetLimits.perTarget().concurrency(between(1, 20));
    return random.nextBoolean() ? limits.requestsPerMinute(between(20, 1_000)) : limits;
  }

  private Route route() {
    List<Route> targets = new ArrayList<>();
    for (SimulatedModel model : models.subList(0, between(1, models.size()))) {
      targets.add(target(model));
    }
    return routes.of(targets);
  }

  private Target target(SimulatedModel model) {
    Target target = model.target();
    TargetLimits declared = limits.get(model.toString());
    target = declared == null ? target : target.limits(declared);
    List<ApiKey> own = keys.ownOf(model.toString());
    return own == null ? target : target.keys(Keys.of(own.toArray(ApiKey[]::new)));
  }

  private Timeouts timeouts() {
    Timeouts clocks = Timeouts.total(deadline);
    if (random.nextBoolean()) {
      clocks = Timeouts.attempt(millis(500, 15_000)).or(clocks);
    }
    if (random.nextBoolean()) {
      clocks = Timeouts.firstToken(millis(300, 5_000)).or(clocks);
    }
    return random.nextBoolean() ? Timeouts.idle(millis(200, 3_000)).or(clocks) : clocks;
  }

  /** What a target may be called by its user's word; null for no limit. */
  @Nullable TargetLimits limitsOf(String target) {
    return limits.get(target);
  }

  Duration deadline() {
    return deadline;
  }

  /** Whether a model says with its answers what is left of each key. */
  boolean isMetered(String target) {
    return metered.contains(target);
  }

  /** Keys, and what becomes of them. */
  RandomKeys keys() {
    return keys;
  }

  /** The times at which it changes, in order. */
  List<Duration> changes() {
    return changes.stream().map(Change::at).toList();
  }

  /** The routes that a call may go which was made at this time; several where it changes then. */
  List<Route> routesAt(Duration time) {
    Route before = route;
    List<Route> all = new ArrayList<>();
    for (Change change : changes) {
      if (change.at().compareTo(time) < 0) {
        before = change.route();
      } else if (change.at().equals(time)) {
        all.add(change.route());
      }
    }
    all.add(before);
    return all;
  }

  /** The targets that a call may come to which was made at this time. */
  Set<String> targetsAt(Duration time, long call) {
    Set<String> targets = new HashSet<>();
    routesAt(time).forEach(way -> RandomRoutes.addTargets(way, call, targets));
    return targets;
  }

  /** The share of a hedge that a call earns which was made at this time. */
  double shareAt(Duration time) {
    double share = hedging.share();
    for (Change change : changes) {
      int order = change.at().compareTo(time);
      share = order < 0 ? change.hedging().share() : share;
      share = order == 0 ? Math.max(share, change.hedging().share()) : share;
    }
    return share;
  }

  /** The simulation of so many calls, half of them streams, some of whose readers leave. */
  Simulation simulation(int calls, Oracle oracle) {
    Load load =
        Load.perSecond(perSecond)
            .prompts(Size.fixed(50))
            .answers(Size.uniform(1, 150))
            .each(CallFeatures::added);
    Simulation simulation = keys.given(Simulation.of(client -> configure(client, oracle)));
    for (Duration time = LOOK; time.compareTo(QUIET) < 0; time = time.plus(LOOK)) {
      Duration now = time;
      simulation = simulation.at(now, llm -> oracle.look(llm, now));
    }
    for (Change change : changes) {
      simulation =
          simulation.at(
              change.at(),
              llm ->
                  llm.reconfigure(
                      now ->
                          now.alias("any", change.route())
                              .retries(change.retries())
                              .hedging(change.hedging())));
    }
    return simulation
        .models(models.toArray(SimulatedModel[]::new))
        .load(load.calls(calls / 2))
        .load(load.calls(calls - calls / 2).leaving(leaving, pieces))
        .watch(oracle::ended)
        .at(QUIET, oracle::quiet)
        .seed(seed);
  }

  private void configure(LlmClientBuilder client, Oracle oracle) {
    client
        .alias("any", route)
        .defaultModel("any")
        .retries(retries)
        .hedging(hedging)
        .timeouts(timeouts)
        .observe(oracle);
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ": "
        + route
        + ", "
        + leaving
        + " leave, "
        + retries
        + ", "
        + timeouts
        + ", "
        + hedging
        + ", "
        + changes
        + ", "
        + keys;
  }
}
