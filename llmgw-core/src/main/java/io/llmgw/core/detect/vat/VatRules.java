package io.llmgw.core.detect.vat;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class VatRules {
  private VatRules() {}

  /** Numbers of all states. */
  public static Rules all() {
    return new Rules(WestVat.all(), List.of(), List.of())
        .and(new Rules(EastVat.all(), List.of(), List.of()))
        .and(new Rules(DomesticVat.all(), List.of(), List.of()));
  }
}
