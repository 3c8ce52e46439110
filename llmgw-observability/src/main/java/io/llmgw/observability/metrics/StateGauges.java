package io.llmgw.observability.metrics;

import java.util.HashSet;
import java.util.Set;

/** Shows how breakers and keys stand, once there is something to show. For one thread. */
final class StateGauges {
  private final Meters meters;
  private final Series all;
  private final Names names;
  private final Standing standing;
  private final Set<String> circuits = new HashSet<>();
  private final Set<String> providers = new HashSet<>();

  StateGauges(Meters meters, Series all, Names names, Standing standing) {
    this.meters = meters;
    this.all = all;
    this.names = names;
    this.standing = standing;
  }

  /** Shows what is not shown yet; what the registry refuses is tried again the next time. */
  void show() {
    for (String target : standing.openTargets()) {
      if (!circuits.contains(target)) {
        showCircuit(target);
      }
    }
    for (String provider : standing.refusingProviders()) {
      if (!providers.contains(provider)) {
        meters.gauge(
            Metric.KEYS_QUARANTINED,
            all.with(Label.PROVIDER, names.provider(provider)),
            () -> standing.refusedKeys(provider));
        providers.add(provider);
      }
    }
  }

  private void showCircuit(String target) {
    Series ofTarget = all.with(Label.TARGET, names.broken(target));
    if (KeptNames.OTHER.equals(ofTarget.value(Label.TARGET))) {
      return; // several targets have no state together
    }
    meters.gauge(Metric.CIRCUIT_STATE, ofTarget, () -> standing.isOpen(target) ? 1 : 0);
    circuits.add(target);
  }
}
