package io.llmgw.core.redact;

import io.llmgw.core.detect.Rules;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.payment.PaymentRules;

/** All rules that the engine brings. */
final class BuiltInRules {
  private BuiltInRules() {}

  /** The rules of all packages. */
  static Rules all() {
    return PaymentRules.all().and(BankRules.all());
  }
}
