package io.llmgw.api.tokens;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was learnt about one model: how many tokens its provider adds to each request, how many more
 * where there are tools, and by which factor the text is off. The three are one linear estimate by
 * recursive least squares (a Kalman filter whose state drifts slowly), which begins at "nothing to
 * correct" and believes that about as firmly as the families are known to be right.
 *
 * <p>A report that cannot be explained is passed over; if the next one of its kind is off to the
 * same side, something has changed, and that one is believed.
 *
 * <p>Thread-safe; reading takes no lock.
 */
final class ModelCorrection {
  private static final double[] PRIOR_DEVIATION = {2, 20, 0.1};
  private static final double[] DRIFT = {0.5, 1, 0.005};
  private static final double NOISE_SHARE = 0.08;
  private static final double NOISE_TOKENS = 2;
  private static final double OUTLIER_DEVIATIONS = 4;
  private static final double MAX_FACTOR = 2;
  private static final int FULLY_LEARNT = 64;
  private static final int SAMPLED_LATER = 256; // a report costs one pass over the text
  private static final int ERRORS_KEPT = 64;

  private final AtomicLong reports = new AtomicLong();
  private final double[][] covariance = new double[3][3];
  private final double[] errors = new double[ERRORS_KEPT];
  // Each array is replaced, never changed: a reader sees one state.
  private volatile double[] state = {0, 0, 1};
  private volatile long lastUsed;
  private long samples;
  private int lastOutlier;

  ModelCorrection() {
    for (int i = 0; i < 3; i++) {
      covariance[i][i] = PRIOR_DEVIATION[i] * PRIOR_DEVIATION[i];
    }
  }

  /** Whether the next report is worth its time: all of the first, then one in so many. */
  boolean wantsReport() {
    long number = reports.getAndIncrement();
    return number < FULLY_LEARNT || number % SAMPLED_LATER == 0;
  }

  /** Remembers when the model was last asked about, by whatever clock. */
  void used(long when) {
    lastUsed = when;
  }

  long lastUsed() {
    return lastUsed;
  }

  /** The estimate for a request, corrected; at least 1. */
  double correct(double estimate, boolean hasTools) {
    return corrected(state, estimate, hasTools);
  }

  private static double corrected(double[] by, double estimate, boolean hasTools) {
    double added = by[0] + (hasTools ? by[1] : 0);
    return Math.max(Math.max(1, estimate / MAX_FACTOR), added + by[2] * estimate);
  }

  /** The factor of text alone. */
  double factor() {
    return state[2];
  }

  /**
   * Learns from one report.
   *
   * @param estimate what was estimated without correction; above 0
   * @param actual what was reported of it; above 0
   */
  synchronized void learn(double estimate, boolean hasTools, double actual) {
    double[] input = {1, hasTools ? 1 : 0, estimate};
    double[] spread = new double[3];
    double noise = NOISE_TOKENS + NOISE_SHARE * actual;
    double variance = noise * noise;
    for (int i = 0; i < 3; i++) {
      covariance[i][i] =
          Math.min(covariance[i][i] + DRIFT[i] * DRIFT[i], ceiling(i, covariance[i][i]));
      for (int j = 0; j < 3; j++) {
        spread[i] += covariance[i][j] * input[j];
      }
    }
    for (int i = 0; i < 3; i++) {
      variance += input[i] * spread[i];
    }
    double off = actual - corrected(state, estimate, hasTools);
    remember(Math.abs(off) / actual);
    if (isExplained(off, variance)) {
      move(spread, variance, off);
    } else if (lastOutlier * off > 0) {
      startAgain(estimate, hasTools, actual);
    } else {
      lastOutlier = off > 0 ? 1 : -1;
    }
  }

  private static double ceiling(int i, double now) {
    return Math.max(now, PRIOR_DEVIATION[i] * PRIOR_DEVIATION[i]);
  }

  private static boolean isExplained(double off, double variance) {
    return off * off <= OUTLIER_DEVIATIONS * OUTLIER_DEVIATIONS * variance;
  }

  private void move(double[] spread, double variance, double off) {
    double[] moved = state.clone();
    for (int i = 0; i < 3; i++) {
      moved[i] += spread[i] / variance * off;
    }
    moved[2] = Math.max(1 / MAX_FACTOR, Math.min(MAX_FACTOR, moved[2]));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        covariance[i][j] -= spread[i] * spread[j] / variance;
      }
    }
    state = moved;
    lastOutlier = 0;
  }

  /** What is added to each request is taken to have changed: a prompt of the provider's own. */
  private void startAgain(double estimate, boolean hasTools, double actual) {
    double[] moved = {0, 0, 1};
    moved[hasTools ? 1 : 0] = actual - estimate;
    if (hasTools) {
      moved[0] = state[0];
      moved[1] -= state[0];
    }
    for (double[] row : covariance) {
      Arrays.fill(row, 0);
    }
    double deviation = Math.abs(actual - estimate) / 4;
    for (int i = 0; i < 3; i++) {
      double own = PRIOR_DEVIATION[i];
      double wide = i == 2 ? own : Math.max(own, deviation);
      covariance[i][i] = wide * wide;
    }
    state = moved;
    lastOutlier = 0;
  }

  private void remember(double error) {
    errors[(int) (samples % ERRORS_KEPT)] = error;
    samples++;
  }

  synchronized EstimateError error() {
    if (samples == 0) {
      return EstimateError.NONE;
    }
    double[] sorted = Arrays.copyOf(errors, (int) Math.min(samples, ERRORS_KEPT));
    Arrays.sort(sorted);
    return new EstimateError(samples, OptionalDouble.of(sorted[sorted.length / 2]));
  }
}
