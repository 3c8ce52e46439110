package io.llmgw.core.simulation;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

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

  private final long seed;
  private final Random random;
  private final Duration deadline;
  private final List<SimulatedModel> models = new ArrayList<>();
  private final Route route;
  private final Retries retries;
  private final Timeouts timeouts;
  private final int perSecond;
  private final Hedging hedging;
  private final List<Change> changes = new ArrayList<>();

  RandomScenario(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.deadline = Duration.ofSeconds(between(2, 40));
    int count = between(1, 4);
    for (int i = 1; i <= count; i++) {
      models.add(model("p" + between(1, 2) + "/m" + i));
    }
    this.route = route();
    this.retries = Retries.upTo(between(1, 5));
    this.timeouts = timeouts();
    this.perSecond = between(5, 60);
    this.hedging = hedging();
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
    return random.nextInt(4) == 0 ? model.limit(between(1, 200), millis(100, 20_000)) : model;
  }

  private Route route() {
    Route[] targets =
        models.stream()
            .limit(between(1, models.size()))
            .map(SimulatedModel::target)
            .toArray(Route[]::new);
    if (targets.length == 1) {
      return targets[0];
    }
    return switch (between(0, 7)) {
      case 0 -> Route.balanced(Strategy.roundRobin(), targets);
      case 1 -> Route.balanced(Strategy.random(), targets);
      case 2 -> Route.balanced(Strategy.leastInFlight(), targets);
      case 3 -> Route.balanced(Strategy.fastest(), targets);
      case 4 -> Route.balanced(Strategy.cheapest(), targets);
      case 5 -> Route.balanced(Strategy.leastUsed(), targets);
      default -> Route.ordered(targets);
    };
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

  Duration deadline() {
    return deadline;
  }

  /** The targets that a call may come to which was made at this time; several where it changes. */
  Set<String> targetsAt(Duration time) {
    Route before = route;
    Set<String> targets = new HashSet<>();
    for (Change change : changes) {
      if (change.at().compareTo(time) < 0) {
        before = change.route();
      } else if (change.at().equals(time)) {
        addTargets(change.route(), targets);
      }
    }
    addTargets(before, targets);
    return targets;
  }

  private void addTargets(Route route, Set<String> targets) {
    for (SimulatedModel model : models) {
      if (route.toString().contains(model.toString())) {
        targets.add(model.toString());
      }
    }
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

  /** The simulation of so many calls, half of them streams. */
  Simulation simulation(int calls, Oracle oracle) {
    Load load = Load.perSecond(perSecond).prompts(Size.fixed(50)).answers(Size.uniform(1, 150));
    Simulation simulation = Simulation.of(client -> configure(client, oracle));
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
        .load(load.calls(calls - calls / 2).asStreams())
        .watch(oracle::ended)
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
    return "seed " + seed + ": " + route + ", " + retries + ", " + timeouts + ", " + hedging + ", "
        + changes;
  }
}
