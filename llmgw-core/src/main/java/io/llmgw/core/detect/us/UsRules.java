package io.llmgw.core.detect.us;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class UsRules {
  private UsRules() {}

  /** Numbers of people and employers in the United States. */
  public static Rules all() {
    return Rules.identifiers(
        new Ssn(), new Itin(), new Ein(), new DriverLicense(), new UsPassport());
  }
}
