package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.request.Operation;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Clients that share a registry without a tag of their own. */
class TwoClientsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics former = Metrics.to(registry);
  private final Metrics next = Metrics.to(registry);
  private final MetricsObserver ofFormer = observer(former);
  private final MetricsObserver ofNext = observer(next);

  private static MetricsObserver observer(Metrics metrics) {
    return (MetricsObserver) metrics.observers(TimeSource.system()).get(0);
  }

  /** A call that has ended, after which states are shown, and so many under way. */
  private static void calls(Metrics metrics, MetricsObserver observer, int underWay) {
    for (int call = 0; call < underWay; call++) {
      Ending.begin(observer, Operation.CHAT);
    }
    Ending.of(observer, "p/model", "tenant");
    assertThat(metrics.flush(LONG)).isTrue();
  }

  @Test
  void areShownAsTheirSum() {
    calls(former, ofFormer, 2);
    calls(next, ofNext, 3);

    assertThat(inFlight()).isEqualTo(5);

    former.close();
    next.close();
  }

  /** Of what is registered twice, Micrometer would warn. */
  @Test
  void areWarnedOfByNobody() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
    logger.addAppender(log);

    calls(former, ofFormer, 2);
    calls(next, ofNext, 3);
    logger.detachAppender(log);

    assertThat(log.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.WARN);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("already registered"));
    former.close();
    next.close();
  }

  @Test
  void thatWhichStaysIsShownStillWhereTheOtherCloses() {
    calls(former, ofFormer, 2);
    calls(next, ofNext, 3);

    former.close();

    assertThat(inFlight()).isEqualTo(3);
    assertThat(registry.find("llmgw.metrics.errors").functionCounter()).isNotNull();
    next.close();
    assertThat(registry.find("llmgw.concurrency.in_flight").gauges()).isEmpty();
    assertThat(registry.find("llmgw.metrics.errors").functionCounter()).isNull();
  }

  @Test
  void whatOneHasCountedStaysInTheSumWhereItCloses() {
    AtomicBoolean fails = new AtomicBoolean();
    registry
        .config()
        .meterFilter(
            MeterFilter.deny(
                id -> {
                  if (fails.get()) {
                    throw new IllegalStateException("no meters today");
                  }
                  return false;
                }));
    calls(former, ofFormer, 0);
    calls(next, ofNext, 0);
    fails.set(true);
    Ending.of(ofFormer, "p/another", "tenant");
    assertThat(former.flush(LONG)).isTrue();
    fails.set(false);
    double lost = errors();
    assertThat(lost).isPositive();

    former.close();

    assertThat(errors()).isEqualTo(lost);
    next.close();
  }

  private double errors() {
    return registry.get("llmgw.metrics.errors").functionCounter().count();
  }

  @Test
  void aStateIsThereAgainForAClientThatComesAfterTheLastHasClosed() {
    calls(former, ofFormer, 2);
    former.close();

    calls(next, ofNext, 3);

    assertThat(inFlight()).isEqualTo(3);
    next.close();
  }

  /** What the one waits for in its registry, the close of the other does not wait for. */
  @Test
  @Timeout(30)
  void oneClosesWhileTheRegistryBlocksTheOther() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    registry
        .config()
        .meterFilter(
            MeterFilter.deny(
                id -> {
                  if (id.getName().equals("llmgw.circuit.state")) {
                    reached.complete(null);
                    gate.join();
                  }
                  return false;
                }));
    calls(former, ofFormer, 2);
    Ending.of(ofNext, "p/down", "tenant");
    ofNext.onEvent(
        new GatewayEvent.BreakerOpened(Instant.EPOCH, "p/down", false, Duration.ofSeconds(30)));
    reached.join();

    former.close();

    gate.complete(null);
    assertThat(next.flush(LONG)).isTrue();
    assertThat(inFlight()).isZero();
    next.close();
  }

  @Test
  void keepNoRegistryThatNobodyElseKeeps() {
    WeakReference<MeterRegistry> left = leftOpen();

    Patience.until(
        "forgotten",
        () -> {
          System.gc();
          return left.get() == null;
        });
  }

  private static WeakReference<MeterRegistry> leftOpen() {
    MeterRegistry own = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(own);
    calls(metrics, observer(metrics), 1);
    return new WeakReference<>(own);
  }

  private double inFlight() {
    return registry.get("llmgw.concurrency.in_flight").tag("operation", "chat").gauge().value();
  }
}
