package io.llmgw.core.detect.vehicle;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class VehicleRules {
  private VehicleRules() {}

  /** Numbers of vehicles. */
  public static Rules all() {
    return Rules.identifiers(new Vin());
  }
}
