package io.llmgw.core.detect.europe;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class EuropeRules {
  private EuropeRules() {}

  /** Numbers of Germany, France, Spain, Italy, the Netherlands and Poland. */
  public static Rules all() {
    return Rules.identifiers(
        new DeTaxId(),
        new FrNir(),
        new FrSiren(),
        new FrSiret(),
        new EsNif(),
        new EsNie(),
        new ItFiscalCode(),
        new NlBsn(),
        new PlPesel());
  }
}
