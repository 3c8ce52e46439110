package io.llmgw.core.detect.vehicle;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class VehicleRules {
  private VehicleRules() {}

  /** Numbers of vehicles. */
  public static Rules all() {
    return new Rules(List.of(new Vin()), List.of(), List.of(new LicensePlate()));
  }
}
