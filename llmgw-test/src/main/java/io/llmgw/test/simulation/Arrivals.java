package io.llmgw.test.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the calls of one load come, and how large they are. */
final class Arrivals {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Load load;
  private final long seed;
  private final int place;
  private int made;
  private double nanos;

  Arrivals(Load load, long seed, int place) {
    this.load = load;
    this.seed = seed;
    this.place = place;
  }

  Load load() {
    return load;
  }

  /** When the next call comes, from the beginning of the simulation; null when none does. */
  @Nullable Duration next() {
    if (made == load.calls()) {
      return null;
    }
    double gap = load.evenly() ? 1 : Chance.of(seed, place, made, 0).exponential();
    nanos += made == 0 && load.evenly() ? 0 : gap * NANOS_PER_SECOND / load.perSecond();
    if (nanos >= (double) load.during().toNanos()) {
      return null;
    }
    made++;
    return load.from().plusNanos((long) nanos);
  }

  /** The sizes of the call that comes next. */
  Sizes sizes() {
    Chance chance = Chance.of(seed, place, made, 1);
    boolean leaves = Chance.of(seed, place, made, 2).fraction() < load.leaving();
    int pieces = leaves ? load.pieces() : Integer.MAX_VALUE;
    return new Sizes(load.prompts().draw(chance), load.answers().draw(chance), pieces);
  }

  /** Tokens of a prompt and of its answer, and how many pieces of a stream are read of it. */
  record Sizes(int prompt, int answer, int pieces) {}
}
