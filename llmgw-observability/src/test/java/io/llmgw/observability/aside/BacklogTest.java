package io.llmgw.observability.aside;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BacklogTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String THREAD = "llmgw-backlog-test";

  private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  private Backlog<Integer> backlog(int capacity, Consumer<Integer> work) {
    return new Backlog<>(
        THREAD, capacity, Duration.ofMillis(5), Duration.ofMillis(50), work, failures::add);
  }

  @Test
  void doesAllInOrder() {
    try (Backlog<Integer> backlog = backlog(1_000, done::add)) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(backlog.offer(i)).isTrue();
      }

      assertThat(backlog.flush(LONG)).isTrue();

      assertThat(done).hasSize(1_000).isSorted();
    }
  }

  @Test
  void dropsAndCountsWhatDoesNotFit() {
    Gate gate = Gate.closed();
    try (Backlog<Integer> backlog = backlog(10, item -> pass(gate))) {
      backlog.offer(0);
      gate.awaitArrivals(1);

      int taken = 0;
      for (int i = 0; i < 100; i++) {
        taken += backlog.offer(i) ? 1 : 0;
      }

      assertThat(taken).isEqualTo(10);
      assertThat(backlog.dropped()).isEqualTo(90);
      gate.open();
    }
  }

  @Test
  void doesWhatElseItIsAskedToInItsTurnHoweverFullItIs() {
    Gate gate = Gate.closed();
    try (Backlog<Integer> backlog =
        backlog(
            2,
            item -> {
              pass(gate);
              done.add(item);
            })) {
      backlog.offer(1);
      gate.awaitArrivals(1);
      backlog.offer(2);
      backlog.offer(3);

      backlog.alsoDo(() -> done.add(99));
      gate.open();
      assertThat(backlog.flush(LONG)).isTrue();

      assertThat(done).containsExactly(1, 2, 3, 99);
      assertThat(backlog.dropped()).isZero();
    }
  }

  @Test
  void whatElseItIsAskedToIsNotAmongWhatItDrops() {
    Gate gate = Gate.closed();
    Backlog<Integer> backlog = backlog(2, item -> pass(gate));
    backlog.offer(1);
    gate.awaitArrivals(1);
    backlog.alsoDo(() -> done.add(99));
    backlog.offer(2);

    backlog.close();

    assertThat(backlog.dropped()).isOne();
    gate.open();
  }

  @Test
  void goesOnAfterWorkThatFails() {
    try (Backlog<Integer> backlog =
        backlog(
            10,
            item -> {
              if (item == 1) {
                throw new LinkageError("one");
              }
              done.add(item);
            })) {
      backlog.offer(1);
      backlog.offer(2);

      assertThat(backlog.flush(LONG)).isTrue();

      assertThat(done).containsExactly(2);
      assertThat(failures).singleElement().isInstanceOf(LinkageError.class);
    }
  }

  @Test
  void itsThreadEndsWhenThereIsNothingToDoAndComesBack() {
    try (Backlog<Integer> backlog = backlog(10, done::add)) {
      backlog.offer(1);
      Patience.until("no thread", () -> done.size() == 1 && !isThreadThere());

      backlog.offer(2);

      Patience.until("done", () -> done.size() == 2);
    }
  }

  @Test
  @Timeout(20)
  void closeDoesNotWaitForWorkThatHangs() {
    Gate never = Gate.closed();
    Backlog<Integer> backlog = backlog(10, item -> pass(never));
    backlog.offer(1);
    never.awaitArrivals(1);
    backlog.offer(2);
    backlog.offer(3);

    backlog.close();

    assertThat(backlog.dropped()).as("what still waited").isEqualTo(2);
    assertThat(backlog.offer(4)).isFalse();
    Patience.until("no thread", () -> !isThreadThere());
  }

  @Test
  @Timeout(20)
  void theLastThingIsDoneOnceWhateverIsDropped() {
    Gate gate = Gate.closed();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Backlog<Integer> backlog =
        backlog(
            2,
            item -> {
              passInSpiteOf(gate);
              order.add("item " + item);
            });
    backlog.offer(1);
    gate.awaitArrivals(1);
    backlog.offer(2);
    backlog.offer(3);

    backlog.close(() -> order.add("last"));
    backlog.close(() -> order.add("last again"));
    assertThat(order).as("the first item still hangs").isEmpty();
    gate.open();

    Patience.until("no thread", () -> !isThreadThere());
    assertThat(order).containsExactly("item 1", "last");
    assertThat(backlog.dropped()).isEqualTo(2);
  }

  @Test
  void theLastThingIsDoneWhereNothingElseWas() {
    Backlog<Integer> backlog = backlog(1, done::add);

    backlog.close(
        () -> {
          done.add(1);
          throw new IllegalStateException("last");
        });

    Patience.until("done", () -> done.size() == 1);
    assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(backlog.dropped()).isZero();
  }

  @Test
  void theLastThingIsDoneOnceHoweverOffersRaceWithTheClose() {
    Races.repeat(
        round -> {
          done.clear();
          Backlog<Integer> backlog =
              new Backlog<>(THREAD, 10_000, Duration.ofMillis(1), LONG, done::add, failures::add);
          Races.together(
              () -> {
                for (int i = 0; i < 100; i++) {
                  backlog.offer(i);
                }
              },
              () -> backlog.close(() -> done.add(-1)));
          assertThat(backlog.flush(LONG)).isTrue();
          assertThat(done).containsOnlyOnce(-1);
          assertThat(done.size() - 1 + backlog.dropped()).isEqualTo(100);
        });
  }

  @Test
  void theLastThingIsDoneOnceWhereTheCloserDoesNotWait() {
    Races.repeat(
        round -> {
          done.clear();
          Backlog<Integer> backlog =
              new Backlog<>(THREAD, 10_000, Duration.ofMillis(1), LONG, done::add, failures::add);
          Races.together(
              () -> backlog.offer(1),
              () -> {
                Thread.currentThread().interrupt();
                backlog.close(() -> done.add(-1));
                assertThat(Thread.interrupted()).isTrue();
              });
          Patience.until("the last thing", () -> done.contains(-1));
          assertThat(backlog.flush(LONG)).isTrue();
          assertThat(done).containsOnlyOnce(-1);
          assertThat(done.size() - 1 + backlog.dropped()).isOne();
        });
  }

  @Test
  void nothingIsLostBetweenThreads() {
    Races.repeat(
        round -> {
          done.clear();
          try (Backlog<Integer> backlog =
              new Backlog<>(THREAD, 10_000, Duration.ofMillis(1), LONG, done::add, failures::add)) {
            Races.together(
                () -> offer(backlog, 500), () -> offer(backlog, 500), () -> offer(backlog, 500));
          }
          assertThat(done).hasSize(1_500);
        });
  }

  private static void offer(Backlog<Integer> backlog, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(backlog.offer(i)).isTrue();
      if (i % 100 == 0) {
        backlog.flush(LONG);
      }
    }
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the gate, interrupted or not. */
  private static void passInSpiteOf(Gate gate) {
    boolean interrupted = true;
    while (interrupted) {
      try {
        gate.pass();
        interrupted = false;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static boolean isThreadThere() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(THREAD));
  }
}
