package io.llmgw.core.detect;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.bank.BankRules;
import io.llmgw.core.detect.europe.EuropeRules;
import io.llmgw.core.detect.network.NetworkRules;
import io.llmgw.core.detect.vat.VatRules;
import io.llmgw.core.detect.vehicle.VehicleRules;
import io.llmgw.core.detect.world.WorldRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions, hashes, ids of orders and other numbers are no identifiers of people or things. */
class OrdinaryNumbersTest {
  private static final String HEX = "0123456789abcdef";

  static Stream<Arguments> identifiers() {
    List<Arguments> all = new ArrayList<>();
    for (Rules rules : List.of(EuropeRules.all(), WorldRules.all(), VatRules.all())) {
      rules.identifiers().stream()
          .map(Identifier::type)
          .distinct()
          .forEach(type -> all.add(Arguments.of(type, rules)));
    }
    all.add(Arguments.of(Entities.VIN, VehicleRules.all()));
    all.add(Arguments.of(Entities.IMEI, NetworkRules.all()));
    all.add(Arguments.of(Entities.IBAN, BankRules.all()));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("identifiers")
  void ordinaryNumbersAreNone(EntityType type, Rules rules) {
    Numbers.ordinary().forEach(new Finds(rules, type)::nothingIn);
  }

  /** Whatever number is in them: one in ten has the check digit of some identifier by chance. */
  @ParameterizedTest
  @MethodSource("identifiers")
  void norAreManyMadeUp(EntityType type, Rules rules) {
    Finds finds = new Finds(rules, type);
    Generated generated = new Generated();

    for (int i = 0; i < 10 * Generated.COUNT; i++) {
      madeUp(generated).forEach(finds::nothingIn);
    }
  }

  private static List<String> madeUp(Generated generated) {
    return List.of(
        "version "
            + generated.between(0, 40)
            + "."
            + generated.digits(3)
            + "."
            + generated.digits(4),
        "commit " + generated.chars(HEX, 40),
        "sha256:" + generated.chars(HEX, 64),
        "id "
            + generated.chars(HEX, 8)
            + "-"
            + generated.chars(HEX, 4)
            + "-4"
            + generated.chars(HEX, 3),
        "order no. " + generated.digits(8) + "-" + generated.digits(6),
        "took " + generated.digits(10) + " ns",
        "at 17" + generated.digits(11) + " ms",
        "total 1," + generated.digits(3) + "," + generated.digits(3) + ".00",
        "value 0." + generated.digits(15),
        "2026-11-26T10:32:07." + generated.digits(9) + "Z");
  }
}
