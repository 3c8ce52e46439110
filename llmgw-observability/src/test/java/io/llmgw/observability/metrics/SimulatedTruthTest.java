package io.llmgw.observability.metrics;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.condition.Task;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.simulation.Latency;
import io.llmgw.test.simulation.Load;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import io.llmgw.test.simulation.SimulationResult;
import io.llmgw.test.simulation.Size;
import io.llmgw.test.simulation.TargetResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What metrics add up to is what the records of calls say, and what the models saw of them. */
class SimulatedTruthTest {
  private static final int CALLS = Integer.getInteger("llmgw.simulated.calls", 20_000) / 4;
  private static final int PROMPT = 50;
  private static final List<TokenKind> TOTALS = List.of(TokenKind.INPUT, TokenKind.OUTPUT);
  private static final Duration LONG = ofSeconds(60);
  private static final String HARD = "hard";

  /** Which is one key for all. */
  private static final Sticky.By BY_LENGTH =
      Sticky.by("length", facts -> String.valueOf(facts.estimatedInputTokens()));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = Metrics.to(registry);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private Duration latencies = Duration.ZERO;
  private Duration attempting = Duration.ZERO;
  private BigDecimal cost = BigDecimal.ZERO;
  private long attempts;
  private long reportedOutput;
  private long knownOutput;
  private long answeredOutput;
  private long unknownCosts;
  private long hedged;
  private long leftRunning;
  private long left;
  private long late;
  private long cut;
  private long fallbacks;
  private long answeredRequests;
  private final Map<String, Long> tokens = new TreeMap<>();
  private final List<AttemptRecord> cancelled = new ArrayList<>();
  private final List<AttemptRecord> lost = new CopyOnWriteArrayList<>();
  private int seen;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Fault("I22")
  void theSumsAreThoseOfTheRecordsAndOfTheServers(long seed) {
    SimulationResult result = simulation(seed).run();

    assertThat(result.mismatches()).isEmpty();
    assertThat(metrics.dropped()).isZero();
    assertThat(errors.get("auth")).as("a key is refused").isPositive();
    calls(result);
    attempts(result);
    hedges();
    streams();
    tokensAndCost(result);
  }

  /** The record of a call may list the side that has lost as running still: it is settled later. */
  private void hedges() {
    assertThat(counters("llmgw.hedge")).isEqualTo(hedged).isPositive();
    List<AttemptRecord> late = new ArrayList<>(lost);
    cancelled.forEach(late::remove);
    assertThat(late.size()).isEqualTo((int) leftRunning).isPositive();
    for (AttemptRecord attempt : late) {
      addTokens(attempt.usage());
      unknownCosts -= attempt.cost().isKnown() ? 1 : 0;
      cost = attempt.cost().amount() == null ? cost : cost.add(attempt.cost().amount());
      knownOutput +=
          attempt.usage().isKnown(TokenKind.OUTPUT) ? attempt.usage().tokens(TokenKind.OUTPUT) : 0;
    }
  }

  /** What became of streams after their first content. */
  private void streams() {
    assertThat(counters("llmgw.stream.cancelled", "reason", "caller"))
        .isEqualTo(left)
        .isGreaterThan(CALLS / 50.0);
    assertThat(counters("llmgw.stream.cancelled", "reason", "deadline")).isEqualTo(late);
    assertThat(counters("llmgw.stream.cancelled")).isEqualTo(left + late);
    assertThat(counters("llmgw.stream.truncated")).isEqualTo(cut).isGreaterThan(CALLS / 100.0);
  }

  private Simulation simulation(long seed) {
    SimulatedModel first =
        model("p1/first")
            .failing(0.05, ErrorKind.OVERLOADED)
            .failing(0.03, ErrorKind.RATE_LIMIT, ofSeconds(2))
            .failing(0.02, ErrorKind.CONNECT)
            .breaking(0.03, ErrorKind.STREAM_BROKEN)
            .hanging(0.01)
            .refusing("one", ofSeconds(5), ofSeconds(15), ErrorKind.AUTH)
            .down(ofSeconds(20), ofSeconds(40), ErrorKind.SERVER);
    SimulatedModel second =
        model("p2/second").failing(0.1, ErrorKind.CONNECTION_LOST).limit(60, ofSeconds(10));
    SimulatedModel third =
        model("p1/third")
            .failing(0.03, ErrorKind.INVALID_REQUEST)
            .breaking(0.05, ErrorKind.STREAM_BROKEN);
    Route all = Route.ordered(first.target(), second.target(), third.target());
    Route some = Route.balanced(Strategy.random(), first.target(), third.target());
    Route route =
        Route.when(Condition.task(HARD), Route.ordered(Route.sticky(BY_LENGTH, some), all))
            .otherwise(all);
    Load load =
        Load.perSecond(30)
            .prompts(Size.fixed(PROMPT))
            .answers(Size.uniform(1, 150))
            .each(request -> isOfFour(request) ? request.with(Task.of(HARD)) : request);
    return Simulation.of(
            client ->
                client
                    .alias("any", route)
                    .defaultModel("any")
                    .retries(Retries.upTo(3))
                    .hedging(Hedging.after(ofMillis(900)))
                    .timeouts(Timeouts.firstToken(ofSeconds(4)).or(Timeouts.total(ofSeconds(12))))
                    .observe(new Losers())
                    .use(metrics))
        .models(first, second, third)
        .keys("p1", Keys.of(ApiKey.of("one", "sk-1"), ApiKey.of("two", "sk-2")))
        .load(load.calls(CALLS / 2))
        .load(load.calls(CALLS - CALLS / 2).leaving(0.1, 1))
        .watch(this::note)
        .seed(seed);
  }

  /** One call of four, by its number, which is in its text. */
  private static boolean isOfFour(ChatRequest request) {
    Part.Text text = (Part.Text) request.content().messages().get(0).parts().get(0);
    return Integer.parseInt(text.text().split(" ", 3)[1]) % 4 == 0;
  }

  private static SimulatedModel model(String name) {
    return SimulatedModel.of(name)
        .price("1", "4")
        .firstToken(Latency.logNormal(ofMillis(400), 0.6))
        .perToken(Latency.uniform(Duration.ZERO, ofMillis(20)));
  }

  private void note(SimulatedCall call) {
    outcomes.merge(call.error() == null ? "success" : "not", 1, Integer::sum);
    latencies = latencies.plus(call.latency());
    if (call.cost().amount() != null) {
      cost = cost.add(call.cost().amount());
    }
    if (call.firstContent() != null && call.error() != null) {
      switch (call.error()) {
        case CANCELLED -> left++;
        case TIMEOUT -> late++;
        default -> cut++;
      }
    }
    fallbacks += failovers(call.attempts(), false) + failovers(call.attempts(), true);
    hedged += call.attempts().stream().anyMatch(AttemptRecord::hedge) ? 1 : 0;
    for (AttemptRecord attempt : call.attempts()) {
      attempts++;
      leftRunning += attempt.state() == AttemptState.RUNNING ? 1 : 0;
      if (attempt.state() == AttemptState.CANCELLED) {
        cancelled.add(attempt);
      }
      attempting = attempting.plus(attempt.latency());
      unknownCosts += attempt.cost().isKnown() ? 0 : 1;
      if (attempt.error() != null && attempt.state() == AttemptState.FAILED) {
        errors.merge(attempt.error().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
      addTokens(attempt.usage());
      long output = attempt.usage().tokens(TokenKind.OUTPUT);
      boolean reported =
          attempt.usage().count(TokenKind.OUTPUT).provenance() == Provenance.REPORTED;
      reportedOutput += reported ? output : 0;
      knownOutput += attempt.usage().isKnown(TokenKind.OUTPUT) ? output : 0;
    }
    for (ServerRequest request : call.seen()) {
      answeredOutput += request.outputTokens();
      answeredRequests += request.ending() == ServerRequest.Ending.ANSWERED ? 1 : 0;
    }
    if (++seen % 500 == 0) {
      metrics.flush(LONG);
    }
  }

  /** How often one side of a call went on elsewhere. */
  private static long failovers(List<AttemptRecord> attempts, boolean hedge) {
    long failovers = 0;
    AttemptRecord before = null;
    for (AttemptRecord attempt : attempts) {
      if (attempt.hedge() == hedge) {
        failovers += before != null && !before.target().equals(attempt.target()) ? 1 : 0;
        before = attempt;
      }
    }
    return failovers;
  }

  private void addTokens(Usage usage) {
    for (TokenKind kind : TOTALS) {
      String row = kind + " " + usage.count(kind).provenance();
      tokens.merge(row, usage.tokens(kind), Long::sum);
    }
  }

  private void calls(SimulationResult result) {
    assertThat(timers("llmgw.request.duration")).isEqualTo(result.calls()).isEqualTo(CALLS);
    assertThat(timers("llmgw.request.duration", "outcome", "success"))
        .isEqualTo(result.answered())
        .isEqualTo(outcomes.get("success").longValue());
    assertThat(millis("llmgw.request.duration"))
        .isCloseTo(latencies.toNanos() / 1e6, Percentage.withPercentage(0.001));
  }

  private void attempts(SimulationResult result) {
    assertThat(counters("llmgw.attempts"))
        .isEqualTo(attempts)
        .isEqualTo(result.requests())
        .isEqualTo(timers("gen_ai.client.operation.duration"));
    assertThat(counters("llmgw.fallbacks")).isEqualTo(fallbacks).isGreaterThan(25); // of one outage
    assertThat(millis("gen_ai.client.operation.duration"))
        .isCloseTo(attempting.toNanos() / 1e6, Percentage.withPercentage(0.001));
    errors.forEach(
        (kind, times) ->
            assertThat(counters("llmgw.attempts", "error.type", kind))
                .as(kind)
                .isEqualTo(times.doubleValue()));
    for (TargetResult target : result.targets()) {
      String[] of = {"target", target.target()};
      assertThat(counters("llmgw.attempts", of)).isEqualTo(target.requests());
      assertThat(counters("llmgw.attempts", "target", target.target(), "outcome", "success"))
          .isEqualTo(target.answered());
      target
          .failures()
          .forEach(
              (kind, times) ->
                  assertThat(
                          counters(
                              "llmgw.attempts",
                              "target",
                              target.target(),
                              "error.type",
                              kind.name().toLowerCase(Locale.ROOT)))
                      .isGreaterThanOrEqualTo(times.doubleValue()));
    }
  }

  private void tokensAndCost(SimulationResult result) {
    assertThat(counters("llmgw.tokens", "kind", "output", "estimated", "false"))
        .isEqualTo(reportedOutput)
        .isEqualTo(answeredOutput);
    assertThat(counters("llmgw.tokens", "kind", "input", "estimated", "false"))
        .isEqualTo((double) PROMPT * answeredRequests);
    for (TokenKind kind : TOTALS) {
      String word = kind.name().toLowerCase(Locale.ROOT);
      Map.of(
              Provenance.REPORTED,
              "false",
              Provenance.ESTIMATED,
              "true",
              Provenance.UNKNOWN,
              "at_least")
          .forEach(
              (provenance, estimated) ->
                  assertThat(counters("llmgw.tokens", "kind", word, "estimated", estimated))
                      .as("%s %s", kind, provenance)
                      .isEqualTo(tokens.getOrDefault(kind + " " + provenance, 0L).doubleValue()));
      assertThat(tokens.get(kind + " " + Provenance.ESTIMATED)).as(word).isPositive();
    }
    double inHistograms =
        registry
            .find("gen_ai.client.token.usage")
            .tag("gen_ai.token.type", "output")
            .summaries()
            .stream()
            .mapToDouble(DistributionSummary::totalAmount)
            .sum();
    assertThat(inHistograms).isEqualTo(knownOutput);
    assertThat(counters("llmgw.cost", "currency", "USD"))
        .isCloseTo(cost.doubleValue(), Offset.offset(1e-9));
    assertThat(counters("llmgw.cost.unknown")).isEqualTo(unknownCosts);
  }

  private double counters(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  private long timers(String name, String... tags) {
    return registry.find(name).tags(tags).timers().stream().mapToLong(Timer::count).sum();
  }

  private double millis(String name) {
    return registry.find(name).timers().stream()
        .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
        .sum();
  }

  /** Notes what became of the sides of hedges that lost. */
  private final class Losers implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return outcome -> {
            if (outcome.cancelled() == Reason.LOST) {
              lost.add(outcome.attempt());
            }
          };
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }
  }
}
