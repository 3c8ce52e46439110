package io.llmgw.core.detect.bank;

import static io.llmgw.api.redact.Confidence.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import io.llmgw.core.detect.Numbers;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of each country of SWIFT's registry (release 99), made up by its structure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class IbanRegistryTest {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** What follows the check digits: so many digits (n), letters (a), or either (c). */
  private static final String REGISTRY =
      "AD:8n12c AE:19n AL:8n16c AT:16n AZ:4a20c BA:16n BE:12n BG:4a6n8c BH:4a14c BI:23n BR:23n1a1c"
          + " BY:4c4n16c CH:5n12c CR:18n CY:8n16c CZ:20n DE:18n DJ:23n DK:14n DO:4c20n EE:16n"
          + " EG:25n ES:20n FI:14n FK:2a12n FO:14n FR:10n11c2n GB:4a14n GE:2a16n GI:4a15c GL:14n"
          + " GR:7n16c GT:24c HN:4a20n HR:17n HU:24n IE:4a14n IL:19n IQ:4a15n IS:22n IT:1a10n12c"
          + " JO:4a4n18c KW:4a22c KZ:3n13c LB:4n20c LC:4a24c LI:5n12c LT:16n LU:3n13c LV:4a13c"
          + " LY:21n MC:10n11c2n MD:20c ME:18n MK:3n10c2n MN:16n MR:23n MT:4a5n18c MU:4a19n3a"
          + " NI:4a20n NL:4a10n NO:11n OM:3n16c PK:4a16c PL:24n PS:4a21c PT:21n QA:4a21c RO:4a16c"
          + " RS:18n RU:14n15c SA:2n18c SC:4a20n3a SD:14n SE:20n SI:15n SK:20n SM:1a10n12c SO:19n"
          + " ST:21n SV:4a20n TL:19n TN:20n TR:6n16c UA:6n19c VA:18n VG:4a16n XK:16n YE:4a4n18c";

  private final Finds finds = new Finds(BankRules.all(), Entities.IBAN);
  private final Generated generated = new Generated();

  static List<String> countries() {
    return List.of(REGISTRY.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("countries")
  void eachNumberOfItsLengthIsFound(String country) {
    for (int i = 0; i < 20; i++) {
      String iban = iban(country);

      finds.in("pay to " + iban + ", today", HIGH, iban);
      String grouped = iban.replaceAll("(.{4})(?!$)", "$1 ");
      finds.in("pay to " + grouped + ", today", HIGH, grouped);
    }
  }

  @ParameterizedTest
  @MethodSource("countries")
  void oneOfAnotherLengthOrWithAnotherDigitIsNone(String country) {
    for (int i = 0; i < 20; i++) {
      String rest = rest(country);
      String code = country.substring(0, 2);

      finds.notAtAllIn(withCheckDigits(code, rest + generated.digits(1)));
      finds.notAtAllIn(withCheckDigits(code, rest.substring(1)));
      String iban = withCheckDigits(code, rest);
      for (String other : Numbers.withOtherDigitAt(2, iban)) {
        finds.notAtAllIn(other);
      }
    }
  }

  @Test
  void otherPairsOfLettersAreNoCountry() {
    TreeSet<String> known = new TreeSet<>();
    countries().forEach(each -> known.add(each.substring(0, 2)));

    assertThat(known).hasSize(89);
    for (char first : LETTERS.toCharArray()) {
      for (char second : LETTERS.toCharArray()) {
        String code = "" + first + second;
        for (int length = 11; length <= 29 && !known.contains(code); length++) {
          finds.notAtAllIn(withCheckDigits(code, generated.digits(length)));
        }
      }
    }
  }

  private String iban(String country) {
    return withCheckDigits(country.substring(0, 2), rest(country));
  }

  private String rest(String country) {
    StringBuilder rest = new StringBuilder();
    int count = 0;
    for (char c : country.substring(3).toCharArray()) {
      switch (c) {
        case 'n' -> rest.append(generated.digits(count));
        case 'a' -> rest.append(generated.chars(LETTERS, count));
        case 'c' -> rest.append(generated.chars(DIGITS + LETTERS, count));
        default -> {
          count = count * 10 + c - '0';
          continue;
        }
      }
      count = 0;
    }
    return rest.toString();
  }

  /** 98 less the remainder of the number with 00 for its check digits (ISO 13616-1, annex A). */
  private static String withCheckDigits(String country, String rest) {
    StringBuilder digits = new StringBuilder();
    for (char c : (rest + country + "00").toCharArray()) {
      digits.append(Character.getNumericValue(c));
    }
    int remainder = new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    return "%s%02d%s".formatted(country, 98 - remainder, rest);
  }
}
