package io.llmgw.core.detect.uk;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class UkRules {
  private UkRules() {}

  /** Numbers of people and vehicles in the United Kingdom. */
  public static Rules all() {
    return Rules.identifiers(
        new Nino(), new Utr(), new DrivingLicence(), new UkPassport(), new Postcode(), new Plate());
  }
}
