package io.llmgw.core.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.ServerRequest.Ending;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The simulator itself: what is told of models and load comes out again, to the millisecond. */
class SimulationTest {
  private static final SimulatedModel MODEL =
      SimulatedModel.of("a/m")
          .firstToken(Latency.fixed(ofMillis(200)))
          .perToken(Latency.fixed(ofMillis(10)));

  private final List<SimulatedCall> calls = new ArrayList<>();

  private Simulation simulation(SimulatedModel... models) {
    return Simulation.of(client -> client.defaultModel("a/m")).models(models).watch(calls::add);
  }

  @Test
  void wholeAnswersTakeAsLongAsTheirTokens() {
    SimulationResult result =
        simulation(MODEL.price("1", "2"))
            .load(Load.perSecond(10).calls(50).equallySpaced().answers(Size.fixed(101)))
            .run();

    assertThat(result.calls()).isEqualTo(50);
    assertThat(result.answered()).isEqualTo(50);
    assertThat(result.latency().median()).isEqualTo(ofMillis(1_200));
    assertThat(result.latency().longest()).isEqualTo(ofMillis(1_200));
    assertThat(result.firstContent().count()).as("nobody sees it").isZero();
    assertThat(result.lasted()).isEqualTo(ofMillis(4_900 + 1_200));
    // 200 tokens in, 101 out
    assertThat(result.cost().amount()).isEqualByComparingTo(new BigDecimal("0.0201"));
    assertThat(result.requestsPerCall()).isEqualTo(1);
    assertThat(result.mismatches()).isEmpty();
  }

  @Test
  void whatIsToBeDoneAfterTheLastCallIsDoneToo() {
    List<Duration> done = new ArrayList<>();

    SimulationResult result =
        simulation(MODEL)
            .at(Duration.ofSeconds(60), llm -> done.add(Duration.ofSeconds(60)))
            .load(Load.perSecond(1).calls(3))
            .run();

    assertThat(done).hasSize(1);
    assertThat(result.calls()).isEqualTo(3);
  }

  @Test
  void streamsBeginWithTheirFirstToken() {
    SimulationResult result =
        simulation(MODEL).load(Load.perSecond(10).calls(20).asStreams()).run();

    assertThat(result.firstContent().count()).isEqualTo(20);
    assertThat(result.firstContent().longest()).isEqualTo(ofMillis(200));
    assertThat(result.latency().longest()).isEqualTo(ofMillis(200 + 990));
  }

  @Test
  void readersWhoLeaveAreAccountedByBothSides() {
    SimulationResult result =
        simulation(MODEL.price("1", "2"))
            .load(Load.perSecond(10).calls(20).leaving(1, 1))
            .load(Load.perSecond(10).calls(20).leaving(1, 3)) // of two pieces
            .run();

    assertThat(result.failures()).containsExactlyEntriesOf(Map.of(ErrorKind.CANCELLED, 20));
    assertThat(result.answered()).isEqualTo(20);
    assertThat(result.targets().get(0).left()).isEqualTo(20);
    assertThat(calls)
        .filteredOn(call -> call.error() != null)
        .allSatisfy(call -> assertThat(call.latency()).isEqualTo(ofMillis(200)))
        .allSatisfy(call -> assertThat(call.cost().amount()).isPositive());
    assertThat(result.mismatches()).isEmpty();
  }

  @Test
  void callsOverlap() {
    simulation(MODEL).load(Load.perSecond(100).calls(100).equallySpaced()).run();

    SimulatedCall first = calls.get(0);
    long begunBefore =
        calls.stream().filter(call -> call.began().compareTo(first.ended()) < 0).count();
    assertThat(begunBefore).isEqualTo(100);
    assertThat(calls).extracting(SimulatedCall::number).first().isEqualTo(1L);
  }

  @Test
  void sharesOfFailuresAreKept() {
    SimulationResult result =
        Simulation.of(client -> client.defaultModel("a/m").retries(Retries.none()))
            .models(
                MODEL.failing(0.1, ErrorKind.INVALID_REQUEST).breaking(0.05, ErrorKind.PROTOCOL))
            .load(Load.perSecond(100).calls(10_000).asStreams())
            .seed(2)
            .run();

    Map<ErrorKind, Integer> failures = result.failures();
    assertThat(failures.get(ErrorKind.INVALID_REQUEST)).isBetween(900, 1_100);
    assertThat(failures.get(ErrorKind.PROTOCOL)).isBetween(430, 570);
    assertThat(result.mismatches()).isEmpty();
  }

  @Test
  void aModelThatHangsIsLeftWhenTheClockRunsOut() {
    SimulationResult result =
        Simulation.of(client -> client.defaultModel("a/m").timeouts(Timeouts.total(ofSeconds(3))))
            .models(MODEL.hanging(1))
            .load(Load.perSecond(1).calls(3))
            .watch(calls::add)
            .run();

    assertThat(result.failures()).containsOnlyKeys(ErrorKind.TIMEOUT);
    assertThat(result.target("a/m").left()).isEqualTo(3);
    assertThat(calls).allMatch(call -> call.latency().equals(ofSeconds(3)));
    assertThat(calls).allMatch(call -> call.seen().get(0).ending() == Ending.LEFT);
  }

  @Test
  void aLimitIsKeptForEachKeyAndLearnedFromWhatAnswersSay() {
    SimulationResult result =
        simulation(MODEL.limit(10, ofSeconds(10)))
            .keys("a", Keys.of(ApiKey.of("one", "sk-1"), ApiKey.of("two", "sk-2")))
            .load(Load.perSecond(2).calls(40).equallySpaced())
            .run();

    assertThat(result.answered()).isEqualTo(40);
    assertThat(calls).allMatch(call -> call.seen().size() <= 2);
    assertThat(calls)
        .flatExtracting(SimulatedCall::seen)
        .extracting(request -> request.keyAlias())
        .contains("one", "two");
  }

  @Test
  void anotherSeedIsAnotherDay() {
    Simulation simulation =
        simulation(MODEL.firstToken(Latency.logNormal(ofMillis(200), 0.5)))
            .load(Load.perSecond(10).calls(100));

    assertThat(simulation.seed(1).run()).isEqualTo(simulation.seed(1).run());
    assertThat(simulation.seed(1).run().latency()).isNotEqualTo(simulation.seed(2).run().latency());
  }

  @Test
  void waitsBeforeRepeatsAreRepeatedToo() {
    Simulation simulation =
        simulation(MODEL.failing(0.3, ErrorKind.SERVER)).load(Load.perSecond(5).calls(200));

    assertThat(simulation.run()).isEqualTo(simulation.run());
    assertThat(calls).anyMatch(call -> call.seen().size() > 1);
  }

  @Test
  void requestsAreWhatTheLoadMakesOfThem() {
    SimulatedModel other = SimulatedModel.of("b/m");

    SimulationResult result =
        simulation(MODEL, other)
            .load(Load.perSecond(5).calls(10).each(request -> request.withModel("b/m")))
            .load(Load.perSecond(5).calls(20).from(ofSeconds(30)))
            .run();

    assertThat(result.target("b/m").answered()).isEqualTo(10);
    assertThat(result.target("a/m").answered()).isEqualTo(20);
    assertThat(result.target("a/m").share()).isEqualTo(20.0 / 30);
  }

  @Test
  void aMistakeInTheMakingEndsTheSimulation() {
    assertThatThrownBy(() -> simulation(MODEL).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("load(...)");
    assertThatThrownBy(() -> simulation(MODEL, MODEL)).hasMessageContaining("twice");
    assertThatThrownBy(
            () ->
                Simulation.of(client -> client.alias("x", Route.of("a/other")).defaultModel("x"))
                    .models(MODEL)
                    .load(Load.perSecond(1).calls(1))
                    .run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no model a/other is simulated");
    assertThatThrownBy(
            () ->
                Simulation.of(client -> client.routing(Routing.DEFAULT).defaultModel("a/m"))
                    .models(MODEL)
                    .load(Load.perSecond(1).calls(1))
                    .run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("routing");
  }

  @Test
  void moreCallsAtOnceThanThreadsEndTheSimulation() {
    assertThatThrownBy(
            () -> simulation(MODEL.hanging(1)).load(Load.perSecond(10_000).calls(2_500)).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2000 calls are under way at once");
  }

  @Test
  void whoeverWaitsForSomethingElseThanTimeIsFound() {
    CountDownLatch never = new CountDownLatch(1);
    Interceptor waiting =
        new Interceptor() {
          @Override
          public EventStream intercept(Chain chain) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return chain.proceed(chain.request());
          }

          @Override
          public LinkSpec spec() {
            return LinkSpec.named("waiting").in(Slot.CALL);
          }
        };

    Simulation simulation =
        Simulation.of(client -> client.defaultModel("a/m").use(waiting))
            .models(MODEL)
            .load(Load.perSecond(1).calls(1));
    System.setProperty("llmgw.test.patience", "1");
    try {
      assertThatThrownBy(simulation::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("something else than the time of the simulation");
    } finally {
      System.clearProperty("llmgw.test.patience");
    }
  }

  @Test
  void theTableSaysWhatHappened() {
    SimulationResult result =
        simulation(MODEL.price("1", "2").down(ofSeconds(2), ofSeconds(3), ErrorKind.SERVER))
            .load(Load.perSecond(2).calls(10).equallySpaced())
            .run();

    assertThat(result.toString().lines().map(String::strip))
        .contains("calls        10 in 5.7 s, seed 1", "answered     10 (100.00 %)")
        .anyMatch(line -> line.startsWith("target  "));
  }
}
