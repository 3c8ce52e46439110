package io.llmgw.core.redact;

import io.llmgw.core.detect.Rules;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.contact.ContactRules;
import io.llmgw.core.detect.crypto.CryptoRules;
import io.llmgw.core.detect.europe.EuropeRules;
import io.llmgw.core.detect.health.HealthRules;
import io.llmgw.core.detect.network.NetworkRules;
import io.llmgw.core.detect.payment.PaymentRules;
import io.llmgw.core.detect.person.PersonRules;
import io.llmgw.core.detect.secret.SecretRules;
import io.llmgw.core.detect.uk.UkRules;
import io.llmgw.core.detect.us.UsRules;
import io.llmgw.core.detect.vat.VatRules;
import io.llmgw.core.detect.vehicle.VehicleRules;
import io.llmgw.core.detect.world.WorldRules;

/** All rules that the engine brings. */
final class BuiltInRules {
  private BuiltInRules() {}

  /** The rules of all packages. */
  static Rules all() {
    return PaymentRules.all()
        .and(BankRules.all())
        .and(ContactRules.all())
        .and(SecretRules.all())
        .and(NetworkRules.all())
        .and(UsRules.all())
        .and(HealthRules.all())
        .and(UkRules.all())
        .and(EuropeRules.all())
        .and(VatRules.all())
        .and(WorldRules.all())
        .and(VehicleRules.all())
        .and(CryptoRules.all())
        .and(PersonRules.all());
  }
}
