package io.llmgw.observability.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows how many attempts are under way at each target, from the first one's beginning on: one that
 * hangs never ends. For one thread, except for the look whether a target is shown.
 */
final class AttemptGauges {
  private static final int MOST_OTHERS = 1_000;

  private final Meters meters;
  private final Series all;
  private final Names names;
  private final AttemptsUnderWay underWay;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final Set<String> others = ConcurrentHashMap.newKeySet(); // so many; more are asked again
  private boolean othersAreShown;

  AttemptGauges(Meters meters, Series all, Names names, AttemptsUnderWay underWay) {
    this.meters = meters;
    this.all = all;
    this.names = names;
    this.underWay = underWay;
  }

  /** Whether the target is in a series. False also for some that share one, where many do. */
  boolean isShown(String target) {
    return shown.contains(target) || others.contains(target);
  }

  /**
   * Shows the target, by itself or with the others that have no series of their own, of which it
   * may have been one before.
   */
  void show(String target) {
    if (shown.contains(target)) {
      return;
    }
    Series ofTarget = all.with(Label.TARGET, names.target(target));
    if (!KeptNames.OTHER.equals(ofTarget.value(Label.TARGET))) {
      meters.gauge(Metric.ATTEMPTS_IN_FLIGHT, ofTarget, () -> underWay.at(target));
      shown.add(target);
      others.remove(target);
      return;
    }
    if (!othersAreShown) {
      meters.gauge(Metric.ATTEMPTS_IN_FLIGHT, ofTarget, () -> underWay.elsewhereThan(shown));
      othersAreShown = true;
    }
    if (others.size() < MOST_OTHERS) {
      others.add(target); // else each attempt there would wake the thread that looks
    }
  }
}
