package io.llmgw.core.detect.bank;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class BankRules {
  private BankRules() {}

  /** Accounts and codes of banks. */
  public static Rules all() {
    return Rules.identifiers(new Iban());
  }
}
