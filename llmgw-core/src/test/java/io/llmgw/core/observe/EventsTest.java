package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Events that come as a client ends, and where a clock fails. */
class EventsTest {
  private static final GatewayEvent EVENT = new BreakerClosed(Instant.EPOCH, "a/m");

  private final AtomicInteger runs = new AtomicInteger();

  private boolean onThreadOfItsOwn(Runnable task) {
    Thread teller =
        new Thread(
            () -> {
              try {
                task.run();
              } finally {
                runs.incrementAndGet();
              }
            });
    teller.setUncaughtExceptionHandler((thread, thrown) -> {}); // what is tested
    teller.start();
    return true;
  }

  private void awaitRuns(int count) {
    Patience.until("so many runs", () -> runs.get() == count);
  }

  @Test
  void whoIsToldMoreMeanwhileDoesNotEndTheWaitForAnother() {
    Races.repeat(
        repeat -> {
          runs.set(0);
          Heard quick = new Heard();
          Heard slow = new Heard();
          Gate gate = Gate.closed();
          AtomicBoolean interrupted = new AtomicBoolean();
          GatewayListener waiting =
              event -> {
                try {
                  gate.pass();
                  slow.onEvent(event);
                } catch (InterruptedException e) {
                  interrupted.set(true);
                }
              };
          Events events =
              new Events(List.of(quick, waiting), TimeSource.system(), this::onThreadOfItsOwn);
          events.tell(EVENT);
          gate.awaitArrivals(1);
          awaitRuns(1);
          Thread closing = new Thread(() -> events.close(Patience.limit()));
          closing.start();
          Patience.until(
              "the close to wait", () -> closing.getState() == Thread.State.TIMED_WAITING);
          events.tell(EVENT);
          awaitRuns(2);

          gate.open();
          join(closing);
          awaitRuns(3); // or the last one would be counted in the next repeat

          assertThat(interrupted).isFalse();
          assertThat(slow.events).hasSize(2);
        });
  }

  @Test
  @Fault("F153")
  void aListenerThatThrowsWhileTheClockFailsIsToldTheNextAllTheSame() {
    AtomicBoolean broken = new AtomicBoolean();
    Heard heard = new Heard();
    Events events =
        new Events(
            List.of(
                event -> {
                  if (broken.get()) {
                    throw new IllegalStateException("a bug of the host");
                  }
                  heard.onEvent(event);
                }),
            new Failing(broken),
            this::onThreadOfItsOwn);
    broken.set(true);
    events.tell(EVENT);
    awaitRuns(1);
    broken.set(false);

    events.tell(EVENT);

    heard.await(BreakerClosed.class, 1);
  }

  private static void join(Thread thread) {
    Patience.until("the end of " + thread.getName(), () -> !thread.isAlive());
  }

  private record Failing(AtomicBoolean broken) implements TimeSource {
    @Override
    public long nanos() {
      if (broken.get()) {
        throw new IllegalStateException("a bug of the host");
      }
      return 0;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration duration) {}

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
