package io.llmgw.test.simulation;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Routing;
import io.llmgw.test.simulation.step.LockStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Tries routes, retries and limits before production does: a real client, built by your own code,
 * makes calls to simulated models in virtual time. An hour of calls takes seconds, and the same
 * seed gives the same result to the last digit.
 *
 * <pre>{@code
 * SimulationResult result =
 *     Simulation.of(client -> client.alias("smart", route).defaultModel("smart"))
 *         .models(fast, slow)
 *         .load(Load.perSecond(20).during(ofMinutes(10)))
 *         .run();
 * System.out.println(result);
 * }</pre>
 *
 * <p>The simulation gives the client its providers, its clock and its {@link Routing}: hand yours
 * to {@link #routing} instead of the builder. One call runs at a time, on a thread of its own,
 * until it waits; so whatever waits for something else than the client's clock ends the simulation
 * with an {@link IllegalStateException}: tools, an executor, {@code UsageDrain}.
 *
 * <p>Immutable and thread-safe, as far as the given code is; every method returns a simulation that
 * differs in one thing.
 */
public final class Simulation {
  private static final int MOST_AT_ONCE = 2_000;

  private final Consumer<LlmClientBuilder> client;
  private final Routing routing;
  private final List<SimulatedModel> models;
  private final Map<String, KeySource> keys;
  private final List<Load> loads;
  private final long seed;
  private final Consumer<SimulatedCall> watcher;
  private final List<Act> acts;

  private Simulation(
      Consumer<LlmClientBuilder> client,
      Routing routing,
      List<SimulatedModel> models,
      Map<String, KeySource> keys,
      List<Load> loads,
      long seed,
      Consumer<SimulatedCall> watcher,
      List<Act> acts) {
    this.client = Objects.requireNonNull(client, "client");
    this.routing = Objects.requireNonNull(routing, "routing");
    this.models = List.copyOf(models);
    this.keys = Map.copyOf(keys);
    this.loads = List.copyOf(loads);
    this.seed = seed;
    this.watcher = Objects.requireNonNull(watcher, "watcher");
    this.acts = List.copyOf(acts);
  }

  /** What is done to the client at a time. */
  private record Act(Duration at, Consumer<LlmClient> what) {}

  /**
   * A simulation of a client, with seed 1 and neither models nor load yet.
   *
   * @param client sets what the client is made of, except for providers, time and routing; called
   *     once in each {@link #run}
   */
  public static Simulation of(Consumer<LlmClientBuilder> client) {
    return new Simulation(
        client, Routing.DEFAULT, List.of(), Map.of(), List.of(), 1, call -> {}, List.of());
  }

  /** The same with these models as well. */
  public Simulation models(SimulatedModel... more) {
    List<SimulatedModel> all = new ArrayList<>(models);
    for (SimulatedModel model : more) {
      if (all.stream().anyMatch(known -> known.ref().equals(model.ref()))) {
        throw new IllegalArgumentException("model " + model + " is simulated twice");
      }
      all.add(model);
    }
    return new Simulation(client, routing, all, keys, loads, seed, watcher, acts);
  }

  /** The same with keys for the models of a provider; without any they need none. */
  public Simulation keys(String provider, KeySource source) {
    Map<String, KeySource> all = new HashMap<>(keys);
    all.put(provider, source);
    return new Simulation(client, routing, models, all, loads, seed, watcher, acts);
  }

  /** The same with this load as well. */
  public Simulation load(Load more) {
    List<Load> all = new ArrayList<>(loads);
    all.add(more);
    return new Simulation(client, routing, models, keys, all, seed, watcher, acts);
  }

  /** The same with this seed: for arrivals, sizes, models, and all chance of the client. */
  public Simulation seed(long number) {
    return new Simulation(client, routing, models, keys, loads, number, watcher, acts);
  }

  /** The same with this routing, whose seed is that of the simulation unless it has one. */
  public Simulation routing(Routing settings) {
    return new Simulation(client, settings, models, keys, loads, seed, watcher, acts);
  }

  /**
   * The same with somebody who is told of each call once all its requests have ended: when the call
   * has, or at most 100 ms later where a hedge has lost. {@link SimulatedCall#ended} has the order.
   */
  public Simulation watch(Consumer<SimulatedCall> calls) {
    return new Simulation(client, routing, models, keys, loads, seed, watcher.andThen(calls), acts);
  }

  /**
   * The same with something that is done to the client at that time, such as {@link
   * LlmClient#reconfigure}, also where all calls have ended before. It must not wait: calls are
   * made by {@link #load}.
   *
   * @param time from the beginning of the simulation; not negative
   */
  public Simulation at(Duration time, Consumer<LlmClient> act) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time must not be negative, but is " + time);
    }
    List<Act> all = new ArrayList<>(acts);
    all.add(new Act(time, Objects.requireNonNull(act, "act")));
    return new Simulation(client, routing, models, keys, loads, seed, watcher, all);
  }

  /**
   * Makes all calls and waits for the last one to end.
   *
   * @throws IllegalStateException when there is neither a model nor a load, when more than 2,000
   *     calls are under way at once, and when a call waits for something else than time
   */
  public SimulationResult run() {
    if (models.isEmpty() || loads.isEmpty()) {
      throw new IllegalStateException("a simulation needs models(...) and load(...)");
    }
    return new Run().result();
  }

  /** One run, driven by the thread that makes it. */
  private final class Run {
    private final LockStep time = new LockStep(MOST_AT_ONCE);
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally(models);
    private int loadsLeft = loads.size();
    private int actsLeft = acts.size();
    private int underWay;
    private long number;

    SimulationResult result() {
      LlmClient llm = client();
      try {
        for (Act act : acts) {
          time.schedule(act.at(), () -> act(act, llm));
        }
        for (int i = 0; i < loads.size(); i++) {
          awaitNext(new Arrivals(loads.get(i), seed, i), llm);
        }
        time.runUntil(() -> loadsLeft == 0 && actsLeft == 0 && underWay == 0 && time.isQuiet());
        ledger.takeRest().forEach(this::addRest);
        return tally.result(seed, time.elapsed());
      } finally {
        time.end();
        llm.close();
      }
    }

    private void act(Act act, LlmClient llm) {
      actsLeft--;
      act.what().accept(llm);
    }

    private LlmClient client() {
      LlmClientBuilder builder = LlmClient.builder().time(time);
      builder.routing(routing.seed() == null ? routing.seed(seed) : routing);
      Map<String, SimulatedHost> hosts = new LinkedHashMap<>();
      for (SimulatedModel model : models) {
        hosts.computeIfAbsent(model.ref().provider(), this::host).add(new ModelServer(model, seed));
      }
      hosts.values().forEach(builder::provider);
      if (models.stream().anyMatch(model -> model.conduct().price() != null)) {
        builder.catalog(catalog());
      }
      client.accept(builder);
      return builder.build();
    }

    private SimulatedHost host(String provider) {
      KeySource source = keys.getOrDefault(provider, KeySource.NONE);
      return new SimulatedHost(provider, source, time, ledger);
    }

    private ModelCatalog catalog() {
      ModelCatalog catalog = ModelCatalog.builtIn();
      for (SimulatedModel model : models) {
        PriceRow price = model.conduct().price();
        if (price != null) {
          catalog = catalog.withPrice(model.toString(), price);
        }
      }
      return catalog;
    }

    private void awaitNext(Arrivals arrivals, LlmClient llm) {
      Arrivals.Sizes sizes = arrivals.sizes();
      Duration at = arrivals.next();
      if (at == null) {
        loadsLeft--;
        return;
      }
      time.schedule(
          at.minus(time.elapsed()),
          () -> {
            awaitNext(arrivals, llm);
            underWay++;
            time.begin(() -> call(arrivals.load(), sizes, llm));
          });
    }

    private void call(Load load, Arrivals.Sizes sizes, LlmClient llm) {
      long own = ++number;
      String prompt = ServerExchange.textOf("question " + own + " ", sizes.prompt());
      ChatRequest request =
          load.changed().apply(ChatRequest.of(prompt)).with(new CallTag(own, sizes.answer()));
      SimulatedCall call =
          new CallRun(llm, time, ledger, own)
              .make(request, load.streamed(), sizes.pieces(), tally::mismatch);
      if (time.hasEnded()) {
        return; // interrupted, with all others that were under way
      }
      tally.add(call);
      watcher.accept(call);
      underWay--;
    }

    private void addRest(ServerExchange exchange) {
      ServerRequest record = exchange.record();
      if (record == null || record.call() != 0) {
        tally.mismatch("a request at " + exchange.target() + " belongs to no call or outlives it");
      }
      if (record != null) {
        tally.add(record);
      }
    }
  }
}
