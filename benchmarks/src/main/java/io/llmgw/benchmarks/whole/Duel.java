package io.llmgw.benchmarks.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Two sides that take many short turns in each round, so that whatever else the machine does meets
 * both alike.
 */
public final class Duel {
  private static final int WARM_UP_ROUNDS = 8;
  private static final int TURNS = 100;

  private final Meter ours;
  private final Meter theirs;
  private final int callsPerTurn;
  private final List<Sample> ourSamples = new ArrayList<>();
  private final List<Sample> theirSamples = new ArrayList<>();

  /** A duel of so many calls a turn. */
  public Duel(IntSupplier ours, IntSupplier theirs, int callsPerTurn) {
    this.ours = new Meter(ours);
    this.theirs = new Meter(theirs);
    this.callsPerTurn = callsPerTurn;
  }

  /** Warms up, then measures so many rounds. */
  public void run(int rounds) {
    for (int i = 0; i < WARM_UP_ROUNDS + rounds; i++) {
      for (int turn = 0; turn < TURNS; turn++) {
        ours.run(callsPerTurn);
        theirs.run(callsPerTurn);
      }
      Sample our = ours.take();
      Sample their = theirs.take();
      if (i >= WARM_UP_ROUNDS) {
        ourSamples.add(our);
        theirSamples.add(their);
      }
    }
  }

  /** Writes the table, with llmgw to the left of the side of this name. */
  public void report(ResultPage page, String other) {
    page.row("per call", "llmgw", other, "ratio");
    page.add("|---|---|---|---|");
    row(page, "CPU of the calling thread, us", 1, Sample::callerMicros);
    row(page, "CPU of all Java threads, us", 1, Sample::allMicros);
    row(page, "allocated by the calling thread, bytes", 0, Sample::callerBytes);
    row(page, "allocated by all Java threads, bytes", 0, Sample::allBytes);
  }

  private void row(ResultPage page, String name, int decimals, ToDoubleFunction<Sample> figure) {
    page.row(
        name,
        Spread.of(ourSamples, figure).text(decimals),
        Spread.of(theirSamples, figure).text(decimals),
        "**" + Spread.ofRatios(ourSamples, theirSamples, figure).text(3) + "**");
  }
}
