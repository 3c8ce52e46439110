package io.llmgw.core.simulation;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
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
import java.util.List;
import java.util.Random;

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
    Route[] targets = models.stream().map(SimulatedModel::target).toArray(Route[]::new);
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

  /** The simulation of so many calls, half of them streams. */
  Simulation simulation(int calls, Oracle oracle) {
    Load load = Load.perSecond(perSecond).prompts(Size.fixed(50)).answers(Size.uniform(1, 150));
    return Simulation.of(client -> configure(client, oracle))
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
        .timeouts(timeouts)
        .observe(oracle);
  }

  @Override
  public String toString() {
    return "seed " + seed + ": " + route + ", " + retries + ", " + timeouts;
  }
}
