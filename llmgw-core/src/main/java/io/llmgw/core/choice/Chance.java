package io.llmgw.core.choice;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where chance comes from: anywhere, or a row of numbers that a seed repeats. Thread-safe. */
@FunctionalInterface
public interface Chance {
  /** Real chance. */
  Chance REAL = () -> ThreadLocalRandom.current().nextLong();

  /** 64 bits. */
  long bits();

  /** At least 0 and below 1. */
  default double fraction() {
    return Hash.fraction(bits());
  }

  /** At least 0 and below the bound, which is above 0. */
  default int below(int bound) {
    return (int) (fraction() * bound);
  }

  /** The row of this seed; real chance without one. */
  static Chance of(@Nullable Long seed) {
    if (seed == null) {
      return REAL;
    }
    AtomicLong state = new AtomicLong(seed);
    return () -> Hash.mix(state.addAndGet(Hash.GOLDEN_GAMMA));
  }
}
