package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.EventsDropped;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A listener that is slower than what happens holds back nobody and nothing. */
class SlowListenerTest {
  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
  private final Heard heard = new Heard();

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model());
  }

  @Test
  @Fault("F153")
  void oneThatBlocksHoldsBackNeitherCallsNorOthersAndIsToldWhatItHasMissed() {
    Blocking blocking = new Blocking();
    int all = GatewayListener.MOST_QUEUED + 500;

    try (LlmClient llm = builder().listen(blocking).listen(heard).build()) {
      llm.reconfigure(now -> now);
      blocking.gate.awaitArrivals(1);
      for (int i = 1; i < all; i++) {
        llm.reconfigure(now -> now);
        if (i % 500 == 0) {
          heard.await(Reconfigured.class, i - 200);
        }
      }

      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
      heard.await(Reconfigured.class, all);

      blocking.gate.open();
      // Of the 499 that found no room the last one is told; the missing price of the call is not.
      assertThat(blocking.heard.await(EventsDropped.class, 1).get(0).count()).isEqualTo(499);
      assertThat(blocking.heard.of(Reconfigured.class)).hasSize(GatewayListener.MOST_QUEUED + 2);
    }
    assertThat(heard.of(EventsDropped.class)).isEmpty();
  }

  @Test
  @Fault("F153")
  void howThingsStandIsToldHoweverManyEventsFindNoRoom() {
    Blocking blocking = new Blocking();
    Events events = new Events(List.of(blocking), TimeSource.system(), SlowListenerTest::runAside);
    Instant now = Instant.EPOCH;
    Duration pause = Duration.ofSeconds(5);
    GatewayEvent.KeyQuarantined refused =
        new GatewayEvent.KeyQuarantined(now, "a", null, "main", "1", ErrorKind.AUTH, pause);
    GatewayEvent.KeyRotated rotated = new GatewayEvent.KeyRotated(now, "a", "main", "1", "2");
    BreakerOpened opened = new BreakerOpened(now, "a/n", false, pause);
    BreakerClosed closed = new BreakerClosed(now, "a/m");

    events.tell(new BreakerOpened(now, "a/m", false, pause));
    blocking.gate.awaitArrivals(1);
    events.tell(refused);
    for (int i = 0; i < 2 * GatewayListener.MOST_QUEUED; i++) {
      events.tell(new GatewayEvent.PriceUnknown(now, "a/m"));
    }
    events.tell(closed);
    events.tell(opened);
    events.tell(new BreakerOpened(now, "a/m", false, pause));
    events.tell(closed);
    events.tell(rotated);
    blocking.gate.open();
    blocking.heard.await(EventsDropped.class, 1);
    events.close(Patience.limit());

    assertThat(blocking.heard.events)
        .filteredOn(event -> !(event instanceof GatewayEvent.PriceUnknown))
        .startsWith(new BreakerOpened(now, "a/m", false, pause), refused, opened, closed, rotated);
    assertThat(blocking.heard.of(EventsDropped.class).get(0).count())
        .isEqualTo(GatewayListener.MOST_QUEUED + 1 + 2);
  }

  private static boolean runAside(Runnable task) {
    new Thread(task).start();
    return true;
  }

  @Test
  void whatWaitsIsToldBeforeTheClientIsClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    List<Boolean> toldAfter = new CopyOnWriteArrayList<>();
    Blocking blocking = new Blocking();
    LlmClient llm =
        builder()
            .listen(blocking)
            .listen(event -> toldAfter.add(closed.get()))
            .closeGrace(Patience.limit())
            .build();
    for (int i = 0; i < 100; i++) {
      llm.reconfigure(now -> now);
    }
    blocking.gate.awaitArrivals(1);

    Thread closing = new Thread(llm::close);
    closing.start();
    blocking.gate.open();
    join(closing);
    closed.set(true);

    assertThat(blocking.heard.of(Reconfigured.class)).hasSize(100);
    assertThat(toldAfter).hasSize(100).doesNotContain(true);
  }

  @Test
  void oneThatStillBlocksAfterTheGraceIsInterruptedAndForgotten() {
    Blocking blocking = new Blocking();
    LlmClient llm = builder().listen(blocking).closeGrace(Duration.ofMillis(1)).build();
    llm.reconfigure(now -> now);
    llm.reconfigure(now -> now);
    blocking.gate.awaitArrivals(1);

    llm.close();

    Patience.until("the interrupt", blocking.interrupted::get);
    assertThat(blocking.heard.events).isEmpty();
  }

  @Test
  void theThreadOfAListenerEndsWhenThereIsNothingToTell() {
    try (LlmClient llm = builder().listen(heard).build()) {
      llm.reconfigure(now -> now);
      heard.await(Reconfigured.class, 1);

      Patience.until("no thread of listeners", () -> !hasListenerThread());

      llm.reconfigure(now -> now);
      heard.await(Reconfigured.class, 2);
    }
    Patience.until("no thread of listeners", () -> !hasListenerThread());
  }

  private static boolean hasListenerThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("llmgw-listener"));
  }

  @Test
  void eventsOfManyThreadsAreAllToldOneAtATime() {
    Races.repeat(
        number -> {
          Heard all = new Heard();
          AtomicBoolean inside = new AtomicBoolean();
          AtomicBoolean two = new AtomicBoolean();
          Events events =
              new Events(
                  List.of(
                      event -> {
                        two.compareAndSet(false, !inside.compareAndSet(false, true));
                        all.onEvent(event);
                        inside.set(false);
                      }),
                  TimeSource.system(),
                  task -> {
                    new Thread(task).start();
                    return true;
                  });
          Races.Action teller =
              () -> {
                for (int i = 0; i < 50; i++) {
                  events.tell(new Reconfigured(events.now()));
                }
              };
          Races.together(teller, teller);
          events.close(Patience.limit());
          assertThat(all.events).hasSize(100);
          assertThat(two).isFalse();
        });
  }

  @Test
  @Fault("F154")
  void oneHundredThousandNamesLeaveABoundedTrace() {
    Events events = new Events(List.of(heard), TimeSource.system(), SlowListenerTest::runAtOnce);

    for (int i = 0; i < 100_000; i++) {
      events.tellUnpriced("a/model-" + i);
    }

    assertThat(heard.events).hasSize(1_000);
  }

  private static boolean runAtOnce(Runnable task) {
    task.run();
    return true;
  }

  private static void join(Thread thread) {
    Patience.until("the end of " + thread, () -> !thread.isAlive());
  }

  private static final class Blocking implements GatewayListener {
    private final Gate gate = Gate.closed();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final Heard heard = new Heard();

    @Override
    public void onEvent(GatewayEvent event) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        interrupted.set(true);
        return;
      }
      heard.onEvent(event);
    }
  }
}
