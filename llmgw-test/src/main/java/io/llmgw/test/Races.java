package io.llmgw.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario with a race in it many times: 20 unless the system property {@code
 * llmgw.races.repeats} says otherwise.
 *
 * <pre>{@code
 * Races.repeat(repeat -> {
 *   Permit permit = new Permit();
 *   Races.together(permit::release, permit::release);
 *   assertThat(permit.released()).isEqualTo(1);
 * });
 * }</pre>
 */
public final class Races {
  private Races() {}

  /** How often a scenario runs. */
  public static int repeats() {
    return Math.max(1, Integer.getInteger("llmgw.races.repeats", 20));
  }

  /**
   * Runs the scenario {@link #repeats()} times, and stops at the first failure.
   *
   * @throws AssertionError when it fails; names the repeat, and has the failure as its cause
   */
  public static void repeat(Scenario scenario) {
    int repeats = repeats();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      try {
        scenario.run(repeat);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("repeat " + repeat + " of " + repeats + ": " + e, e);
      }
    }
  }

  /**
   * Runs the actions at the same time, each on a thread of its own that starts when all are ready,
   * and waits for all of them.
   *
   * @throws AssertionError when one fails or does not end within {@link Patience#limit()}; further
   *     failures are suppressed ones
   */
  public static void together(Action... actions) {
    CyclicBarrier start = new CyclicBarrier(Math.max(1, actions.length));
    List<Runner> runners = new ArrayList<>();
    for (Action action : actions) {
      runners.add(new Runner(action, start, runners.size() + 1));
    }
    runners.forEach(Runner::start);
    AssertionError failure = null;
    for (Runner runner : runners) {
      AssertionError own = runner.end();
      if (failure == null) {
        failure = own;
      } else if (own != null) {
        failure.addSuppressed(own);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** A scenario with a race in it. */
  @FunctionalInterface
  public interface Scenario {
    /**
     * Sets up, races and asserts.
     *
     * @param repeat number of the repeat, from 1
     */
    void run(int repeat) throws Exception;
  }

  /** One side of a race. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** One action on its thread. */
  private static final class Runner {
    private final Thread thread;
    private final int number;
    private volatile @Nullable Throwable failure;

    Runner(Action action, CyclicBarrier start, int number) {
      this.number = number;
      thread = new Thread(() -> run(action, start), "llmgw-test-race-" + number);
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    @Nullable AssertionError end() {
      boolean ended = Patience.comesTrue(Patience.limit(), () -> !thread.isAlive());
      if (!ended) {
        AssertionError stuck = new AssertionError("action " + number + " does not end");
        stuck.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        return stuck;
      }
      Throwable thrown = failure;
      return thrown == null
          ? null
          : new AssertionError("action " + number + " failed: " + thrown, thrown);
    }

    private void run(Action action, CyclicBarrier start) {
      try {
        start.await(Patience.limit().toMillis(), TimeUnit.MILLISECONDS);
        action.run();
      } catch (BrokenBarrierException | TimeoutException e) {
        failure = e; // another action's thread did not start
      } catch (Throwable e) { // whatever an action throws fails the race
        failure = e;
      }
    }
  }
}
