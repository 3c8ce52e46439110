package io.llmgw.test.simulation.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait by the clocks of a simulation. */
@Timeout(20)
class LockStepTest {
  private final LockStep time = new LockStep(2);
  private boolean over;

  @AfterEach
  void end() {
    time.end();
  }

  private void begin(Duration at, Waiting work) {
    time.schedule(
        at,
        () ->
            time.begin(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private interface Waiting {
    void run() throws InterruptedException;
  }

  @Test
  void aWaitEndsAsSoonAsAnotherThreadEndsIt() {
    CountDownLatch opened = new CountDownLatch(1);
    begin(
        Duration.ZERO,
        () -> {
          time.await(opened);
          over = true;
        });
    begin(Duration.ofSeconds(3), opened::countDown);

    time.runUntil(() -> over);

    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aWaitThatNobodyEndsIsAMistakeAndNoWaitForEver() {
    begin(Duration.ZERO, () -> time.await(new CountDownLatch(1)));

    assertThatIllegalStateException()
        .isThrownBy(() -> time.runUntil(() -> over))
        .withMessageContaining("nothing is due");
  }
}
