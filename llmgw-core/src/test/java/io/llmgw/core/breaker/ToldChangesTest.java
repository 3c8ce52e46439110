package io.llmgw.core.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What is told of a breaker comes in the order in which it happened: the last word is how it is.
 */
class ToldChangesTest {
  private static final long DUE = Duration.ofSeconds(5).toNanos();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Gate gate = Gate.closed();
  private final TargetBreaker breaker =
      new TargetBreaker(
          0,
          new TargetBreaker.Changes() {
            @Override
            public void opened(boolean byRate, long delayNanos) {
              told.add("opened");
            }

            @Override
            public void closed(long nowNanos) {
              pass();
              told.add("closed");
            }
          });

  private void pass() {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(long now) {
    for (int i = 0; i < 5; i++) {
      breaker.failed(breaker.enter(now, "call", null), now);
    }
  }

  @Test
  void oneThatOpensBeforeItsClosingIsToldIsNotToldAsClosedInTheEnd() {
    fail(0);
    long probe = breaker.enter(DUE, "probe", null);
    Thread slow = new Thread(() -> breaker.succeeded(probe, DUE));
    slow.start();
    gate.awaitArrivals(1);

    fail(DUE);
    assertThat(breaker.isClosed()).isFalse();
    gate.open();

    Patience.until("all is told", () -> !slow.isAlive());
    assertThat(told).containsExactly("opened", "closed", "opened");
  }

  @Test
  void whoeverTellsAndFailsKeepsNoFurtherChangeUntold() {
    TargetBreaker failing =
        new TargetBreaker(
            0,
            new TargetBreaker.Changes() {
              @Override
              public void opened(boolean byRate, long delayNanos) {
                told.add("opened");
                throw new IllegalStateException("no clock");
              }

              @Override
              public void closed(long nowNanos) {
                told.add("closed");
              }
            });
    for (int i = 0; i < 5; i++) {
      long permit = failing.enter(0, "call", null);
      try {
        failing.failed(permit, 0);
      } catch (IllegalStateException noClock) {
        assertThat(i).isEqualTo(4);
      }
    }

    failing.succeeded(failing.enter(DUE, "probe", null), DUE);

    assertThat(told).containsExactly("opened", "closed");
  }
}
