package io.llmgw.core.detect.payment;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class PaymentRules {
  private PaymentRules() {}

  /** Numbers of cards. */
  public static Rules all() {
    return Rules.identifiers(new CardNumber());
  }
}
