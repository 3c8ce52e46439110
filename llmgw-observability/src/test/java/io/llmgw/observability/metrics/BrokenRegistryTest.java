package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registry that does not do what it should is no call's concern. */
class BrokenRegistryTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @Test
  @Fault("F153")
  void callsGoOnWhereTheRegistryThrows() {
    AtomicBoolean broken = new AtomicBoolean(true);
    onRegistration(
        () -> {
          if (broken.get()) {
            throw new IllegalStateException("no meters today");
          }
        });
    fake.answers("blue").fails(ErrorKind.INVALID_REQUEST).always("blue");
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = client(metrics)) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));
      assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      assertThat(metrics.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(registry.getMeters()).isEmpty();

      broken.set(false);
      llm.chat(QUESTION);
      assertThat(metrics.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(registry.get("llmgw.request.duration").timer().count()).isOne();
      assertThat(registry.get("llmgw.metrics.errors").functionCounter().count()).isEqualTo(4);
    }
  }

  @Test
  @Fault("F153")
  @Timeout(30)
  void callsGoOnWhereTheRegistryBlocks() {
    Gate gate = Gate.closed();
    onRegistration(() -> pass(gate));
    fake.always("blue");
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = client(metrics)) {
      for (int call = 0; call < 10_000; call++) {
        assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      }
      gate.awaitArrivals(1);
      gate.open();
      assertThat(metrics.flush(Duration.ofSeconds(20))).isTrue();
      double lost = registry.get("llmgw.metrics.dropped").functionCounter().count();
      double kept =
          registry.get("llmgw.request.duration").timer().count()
              + registry.get("llmgw.attempts").counter().count();
      assertThat(lost).isPositive();
      assertThat(kept + lost).isEqualTo(20_000);
    }
  }

  @Test
  @Fault("F153")
  @Timeout(30)
  void aClientClosesWhereTheRegistryBlocksForEver() {
    Gate never = Gate.closed();
    onRegistration(() -> pass(never));
    fake.always("blue");

    try (LlmClient llm = client(Metrics.to(registry))) {
      llm.chat(QUESTION);
      never.awaitArrivals(1);
    }

    assertThat(fake.isClosed()).isTrue();
  }

  @Test
  @Fault("F153")
  void aStateThatTheRegistryRefusesCostsNothingElse() {
    RefusingRegistry refusing = new RefusingRegistry(Metric.DROPPED.fullName());
    fake.always("blue");
    Metrics metrics = Metrics.to(refusing);

    try (LlmClient llm = client(metrics)) {
      for (int call = 0; call < 10; call++) {
        llm.chat(QUESTION);
      }
      assertThat(metrics.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(refusing.get("llmgw.request.duration").timer().count()).isEqualTo(10);
      assertThat(refusing.get("llmgw.attempts").counter().count()).isEqualTo(10);
      assertThat(refusing.get("llmgw.metrics.errors").functionCounter().count()).isZero();
    }

    assertThat(refusing.find("llmgw.concurrency.in_flight").gauges()).isEmpty();
    assertThat(refusing.removals)
        .as("calls under way of each operation, attempts, errors")
        .isEqualTo(Operation.values().length + 2);
  }

  @Test
  @Fault("F153")
  @Timeout(30)
  void statesAreTakenOutWhereTheQueueIsFullAtTheClose() {
    Gate gate = Gate.closed();
    AtomicBoolean blocks = new AtomicBoolean();
    onRegistration(
        () -> {
          if (blocks.get()) {
            pass(gate);
          }
        });
    fake.answers("blue").fails(ErrorKind.INVALID_REQUEST).always("blue");
    Metrics metrics = Metrics.to(registry);

    try (LlmClient llm = client(metrics)) {
      llm.chat(QUESTION);
      assertThat(metrics.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(registry.find("llmgw.concurrency.in_flight").gauges()).isNotEmpty();
      blocks.set(true);
      catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));
      gate.awaitArrivals(1);
      for (int call = 0; call < 9_998; call++) {
        llm.chat(QUESTION);
      }
    }

    gate.open();
    Patience.until(
        "no state", () -> registry.find("llmgw.concurrency.in_flight").gauges().isEmpty());
    double kept =
        registry.get("llmgw.request.duration").timers().stream().mapToLong(Timer::count).sum()
            + registry.get("llmgw.attempts").counters().stream().mapToDouble(Counter::count).sum();
    assertThat(kept + metrics.dropped()).isEqualTo(20_000);
  }

  @Test
  @Fault("F153")
  @Timeout(30)
  void statesAreRightAgainHoweverManyRecordsWereLost() {
    Gate gate = Gate.closed();
    AtomicBoolean blocks = new AtomicBoolean();
    onRegistration(
        () -> {
          if (blocks.get()) {
            pass(gate);
          }
        });
    Metrics metrics = Metrics.to(registry);
    MetricsObserver observer = (MetricsObserver) metrics.observers(TimeSource.system()).get(0);
    for (String target : new String[] {"p/m", "p/n"}) {
      Ending.of(observer, target, "tenant");
    }
    Instant now = Instant.EPOCH;
    Duration pause = Duration.ofSeconds(30);
    observer.onEvent(new GatewayEvent.BreakerOpened(now, "p/m", false, pause));
    observer.onEvent(
        new GatewayEvent.KeyQuarantined(now, "p", null, "main", "1", ErrorKind.AUTH, null));
    assertThat(metrics.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(state("llmgw.circuit.state", "target", "p/m")).isOne();
    assertThat(state("llmgw.keys.quarantined", "provider", "p")).isOne();

    blocks.set(true);
    observer.onEvent(new GatewayEvent.TargetRested(now, "p/m", ErrorKind.OVERLOADED, pause));
    gate.awaitArrivals(1);
    for (int event = 0; event < 9_000; event++) {
      observer.onEvent(new GatewayEvent.PriceUnknown(now, "p/m"));
    }
    observer.onEvent(new GatewayEvent.BreakerClosed(now, "p/m"));
    observer.onEvent(new GatewayEvent.Reconfigured(now));
    observer.onEvent(new GatewayEvent.BreakerOpened(now, "p/n", false, pause));
    observer.onEvent(
        new GatewayEvent.KeyQuarantined(now, "q", null, "main", "2", ErrorKind.AUTH, null));
    gate.open();
    assertThat(metrics.flush(Duration.ofSeconds(20))).isTrue();

    assertThat(metrics.dropped()).isPositive();
    assertThat(state("llmgw.circuit.state", "target", "p/m")).isZero();
    assertThat(state("llmgw.circuit.state", "target", "p/n")).isOne();
    assertThat(state("llmgw.keys.quarantined", "provider", "p")).isZero();
    assertThat(state("llmgw.keys.quarantined", "provider", "q")).isOne();
    metrics.close();
  }

  private double state(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private LlmClient client(Metrics metrics) {
    PriceRow free = PriceRow.free("test", LocalDate.of(2026, 1, 1)); // no event of an unknown price
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(ModelCatalog.builtIn().withPrice(fake.model(), free))
        .use(metrics)
        .build();
  }

  private void onRegistration(Runnable action) {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                action.run();
                return id;
              }
            });
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses meters of one name, and counts what it is asked to remove. */
  private static final class RefusingRegistry extends SimpleMeterRegistry {
    private volatile int removals;

    RefusingRegistry(String name) {
      config()
          .meterFilter(
              new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                  if (id.getName().equals(name)) {
                    throw new IllegalArgumentException("no such name here");
                  }
                  return id;
                }
              });
    }

    @Override
    public synchronized @Nullable Meter remove(Meter meter) {
      removals = removals + 1;
      return super.remove(meter);
    }
  }
}
