package io.llmgw.observability;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.Fault;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whoever watches, sound or broken: each call of a simulation goes the same way. */
class NothingChangesTest {
  private final List<SimulatedCall> unwatched = new ArrayList<>();
  private final List<SimulatedCall> watched = new ArrayList<>();

  @Test
  @Fault("I27")
  void noCallIsAnotherOneForBeingWatched() {
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(context -> true);

    SimulationResult without = run(client -> {}, unwatched);
    SimulationResult with =
        run(
            client ->
                client
                    .use(Metrics.to(new SimpleMeterRegistry()).semconv(Semconv.BOTH).tenants(5))
                    .use(CallLog.create().to(new Lines().logger()))
                    .use(Tracing.of(observations).sendingHeaders()),
            watched);

    assertThat(with).isEqualTo(without);
    assertThat(watched).isEqualTo(unwatched).hasSize(2_000);
  }

  @Test
  @Fault({"F153", "I27"})
  void noCallIsAnotherOneForATracerThatThrows() {
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new Thrower());

    SimulationResult without = run(client -> {}, unwatched);
    SimulationResult with = run(client -> client.use(Tracing.of(observations)), watched);

    assertThat(with).isEqualTo(without);
    assertThat(watched).isEqualTo(unwatched);
  }

  @Test
  @Fault("F153")
  void everySpanStopsBesideAHandlerThatThrows() {
    Counter besideThrower = new Counter();
    ObservationRegistry broken = ObservationRegistry.create();
    broken.observationConfig().observationHandler(new Thrower());
    broken.observationConfig().observationHandler(besideThrower);
    Counter besideFailing = new Counter();
    ObservationRegistry failing = ObservationRegistry.create();
    failing.observationConfig().observationHandler(new FailingAtErrors());
    failing.observationConfig().observationHandler(besideFailing);

    run(client -> client.use(Tracing.of(broken)), watched);
    run(client -> client.use(Tracing.of(failing)), watched);

    assertThat(besideThrower.open).as("calls").isEmpty();
    assertThat(besideThrower.stops).hasValue(2_000);
    assertThat(besideFailing.open).as("calls and attempts").isEmpty();
    assertThat(besideFailing.stops).hasValueGreaterThan(4_000);
  }

  private static SimulationResult run(
      Consumer<LlmClientBuilder> watchers, List<SimulatedCall> calls) {
    SimulatedModel first =
        SimulatedModel.of("p/first")
            .firstToken(Latency.logNormal(ofMillis(400), 0.6))
            .failing(0.1, ErrorKind.OVERLOADED)
            .breaking(0.05, ErrorKind.STREAM_BROKEN)
            .hanging(0.02);
    SimulatedModel second = SimulatedModel.of("q/second").failing(0.05, ErrorKind.SERVER);
    Load load = Load.perSecond(20).answers(Size.uniform(1, 100));
    return Simulation.of(
            client -> {
              client
                  .alias("any", Route.ordered(first.target(), second.target()))
                  .defaultModel("any")
                  .retries(Retries.upTo(3))
                  .timeouts(Timeouts.total(ofSeconds(10)));
              watchers.accept(client);
            })
        .models(first, second)
        .load(load.calls(1_000))
        .load(load.calls(1_000).asStreams())
        .watch(calls::add)
        .run();
  }

  /** Fails at whatever it is told. */
  private static final class Thrower implements ObservationHandler<Observation.Context> {
    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStart(Observation.Context context) {
      if (context.getName().equals("llmgw.attempt")) {
        throw new IllegalStateException("start");
      }
    }

    @Override
    public void onError(Observation.Context context) {
      throw new IllegalStateException("error");
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      throw new IllegalStateException("scope");
    }

    @Override
    public void onStop(Observation.Context context) {
      throw new IllegalStateException("stop");
    }
  }

  /** Fails at errors alone. */
  private static final class FailingAtErrors implements ObservationHandler<Observation.Context> {
    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onError(Observation.Context context) {
      throw new IllegalStateException("error");
    }
  }

  /** Is sound, and knows what has not stopped. */
  private static final class Counter implements ObservationHandler<Observation.Context> {
    private final Set<Observation.Context> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stops = new AtomicInteger();

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStart(Observation.Context context) {
      open.add(context);
    }

    @Override
    public void onStop(Observation.Context context) {
      open.remove(context);
      stops.incrementAndGet();
    }
  }
}
