package io.llmgw.core.redact;

import io.llmgw.core.detect.Rules;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.health.HealthRules;
import io.llmgw.core.detect.payment.PaymentRules;
import io.llmgw.core.detect.uk.UkRules;
import io.llmgw.core.detect.us.UsRules;

/** All rules that the engine brings. */
final class BuiltInRules {
  private BuiltInRules() {}

  /** The rules of all packages. */
  static Rules all() {
    return PaymentRules.all()
        .and(BankRules.all())
        .and(UsRules.all())
        .and(HealthRules.all())
        .and(UkRules.all());
  }
}
