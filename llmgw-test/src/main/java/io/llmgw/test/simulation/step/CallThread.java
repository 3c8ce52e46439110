package io.llmgw.test.simulation.step;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call after the other, and runs only while it has the turn: between two turns its call
 * waits on the clocks, or it has none. What one side of a handover has written the other one sees.
 */
final class CallThread extends Thread {
  private static final long STACK_BYTES = 512 << 10;
  private static final int SHOWN_FRAMES = 12;

  private final LockStep steps;
  private final Semaphore turn = new Semaphore(0);
  private @Nullable Runnable work;

  CallThread(LockStep steps, int number) {
    super(null, null, "simulated-call-" + number, STACK_BYTES);
    this.steps = steps;
    setDaemon(true);
  }

  boolean isOf(LockStep other) {
    return steps == other;
  }

  /** What it does in its next turns. */
  void take(Runnable next) {
    work = next;
  }

  void giveTurn() {
    turn.release();
  }

  void awaitTurn() throws InterruptedException {
    turn.acquire();
  }

  @Override
  public void run() {
    try {
      awaitTurn();
      while (true) {
        runWork();
        if (!steps.ended(this)) {
          awaitTurn();
        }
      }
    } catch (InterruptedException e) {
      interrupt(); // the simulation is over
    }
  }

  private void runWork() {
    try {
      if (work != null) {
        work.run();
      }
    } catch (Throwable e) { // told to the thread that runs the simulation
      steps.failed(e);
    } finally {
      work = null;
    }
  }

  /** Where those are that run, for a message. */
  static String whereAllAre(List<CallThread> threads) {
    StringBuilder places = new StringBuilder();
    for (CallThread thread : List.copyOf(threads)) {
      StackTraceElement[] frames = thread.getStackTrace();
      if (frames.length > 0 && !Arrays.toString(frames).contains("awaitTurn")) {
        places.append(
            Arrays.toString(Arrays.copyOf(frames, Math.min(frames.length, SHOWN_FRAMES))));
      }
    }
    return places.toString();
  }
}
