package io.llmgw.test.simulation;

import java.util.SplittableRandom;

/**
 * Numbers by chance that a seed and a place in the simulation determine: what one request draws
 * does not depend on how many others there are. The same on every JDK and machine.
 */
final class Chance {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final SplittableRandom bits;

  private Chance(long seed) {
    this.bits = new SplittableRandom(seed);
  }

  /** The numbers of one place: of a load and a call, of a model, a call and an attempt. */
  static Chance of(long seed, long... place) {
    long mixed = seed;
    for (long part : place) {
      mixed = new SplittableRandom(mixed + GOLDEN_GAMMA * part).nextLong();
    }
    return new Chance(mixed);
  }

  /** At least 0 and below 1. */
  double fraction() {
    return bits.nextDouble();
  }

  /** Exponentially distributed, 1 on average. */
  double exponential() {
    return -StrictMath.log(1 - fraction());
  }

  /** Normally distributed around 0, with deviation 1 (Box and Muller, 1958). */
  double normal() {
    double radius = StrictMath.sqrt(2 * exponential());
    return radius * StrictMath.cos(2 * Math.PI * fraction());
  }
}
