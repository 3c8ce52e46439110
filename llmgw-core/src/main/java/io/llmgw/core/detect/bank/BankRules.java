package io.llmgw.core.detect.bank;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class BankRules {
  private BankRules() {}

  /** Accounts and codes of banks. */
  public static Rules all() {
    return new Rules(
        List.of(new Iban(), new RoutingNumber(), new UsBankAccount()),
        List.of(new Bic()),
        List.of(new GluedIban()));
  }
}
