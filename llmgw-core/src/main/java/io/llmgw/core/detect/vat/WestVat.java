package io.llmgw.core.detect.vat;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static io.llmgw.core.detect.vat.VatCheck.FIRST;

import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.check.Iso7064;
import io.llmgw.core.detect.check.Luhn;
import io.llmgw.core.detect.check.Weighted;
import io.llmgw.core.detect.europe.DutchNumber;
import io.llmgw.core.detect.europe.SpanishLetter;
import java.util.List;

/** Numbers of the states from Portugal to Austria and Finland. */
final class WestVat {
  private static final int[] DENMARK = {2, 7, 6, 5, 4, 3, 2, 1};
  private static final int[] FINLAND = {7, 9, 10, 5, 8, 4, 2, 1};
  private static final int[] IRELAND = {8, 7, 6, 5, 4, 3, 2};
  private static final int[] PORTUGAL = {9, 8, 7, 6, 5, 4, 3, 2};
  private static final int[] NORWAY = {3, 2, 7, 6, 5, 4, 3, 2, 1};
  private static final int[] UNITED_KINGDOM = {8, 7, 6, 5, 4, 3, 2, 10, 1};

  /** Irish letters by what they count; the first for a remainder of none. */
  private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";

  /** Letters of control of Spanish companies by their digit. */
  private static final String SPANISH = "JABCDEFGHI";

  /** Chars of French keys: without I and O. */
  private static final String FRENCH = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private WestVat() {}

  static List<Identifier> all() {
    return List.of(
        new VatNumber("AT", WestVat::isAustrian, HIGH, "A99999999"),
        new VatNumber("BE", WestVat::isBelgian, HIGH, "9999999999"),
        new VatNumber("DE", WestVat::isGerman, MEDIUM, "999999999"),
        new VatNumber("DK", WestVat::isDanish, MEDIUM, "99999999"),
        new VatNumber("ES", WestVat::isSpanish, HIGH, "A9999999X", "99999999A"),
        new VatNumber("FI", run -> Weighted.sum(run, FIRST, FINLAND) % 11 == 0, MEDIUM, "99999999"),
        new VatNumber("FR", WestVat::isFrench, HIGH, "XX999999999"),
        new VatNumber("IE", WestVat::isIrish, HIGH, "9999999A", "9999999AA", "9A99999A"),
        new VatNumber("IT", WestVat::isItalian, MEDIUM, "99999999999"),
        new VatNumber("LU", WestVat::isLuxembourgish, HIGH, "99999999"),
        new VatNumber("NL", WestVat::isDutch, HIGH, "999999999A99"),
        new VatNumber("NO", WestVat::isNorwegian, LOW, "999999999"),
        new VatNumber("NO", WestVat::isNorwegianTax, HIGH, "999999999AAA"),
        new VatNumber("PT", WestVat::isPortuguese, MEDIUM, "999999999"),
        new VatNumber("SE", WestVat::isSwedish, HIGH, "999999999999"),
        new VatNumber("GB", WestVat::isBritish, HIGH, "999999999", "999999999999"),
        new VatNumber("XI", WestVat::isBritish, HIGH, "999999999", "999999999999"),
        new SwissVat());
  }

  /** U, seven digits, and one that makes their sum, every second doubled, end in six. */
  private static boolean isAustrian(Run run) {
    return run.at(FIRST) == 'U' && (Luhn.sum(run, FIRST + 1, 10) + run.digit(10) + 4) % 10 == 0;
  }

  private static boolean isBelgian(Run run) {
    return run.at(FIRST) <= '1'
        && run.number(FIRST, 10) > 0
        && 97 - run.number(FIRST, 10) % 97 == run.number(10, 12);
  }

  private static boolean isGerman(Run run) {
    return run.at(FIRST) != '0' && Iso7064.isMod11And10(run, FIRST, run.length());
  }

  private static boolean isDanish(Run run) {
    return run.at(FIRST) != '0' && Weighted.sum(run, FIRST, DENMARK) % 11 == 0;
  }

  private static boolean isSpanish(Run run) {
    return SpanishLetter.isCitizen(run, FIRST)
        || (run.at(FIRST) > '9' && isForeignerOrCompany(run));
  }

  private static boolean isForeignerOrCompany(Run run) {
    char last = run.at(run.length() - 1);
    if (last > '9'
        && (SpanishLetter.isForeigner(run, FIRST) || SpanishLetter.isOther(run, FIRST))) {
      return true;
    }
    // Orden EHA/451/2008: Luhn's digit, or the letter for it; some kinds have the letter only.
    boolean isCompany = "ABCDEFGHJNPQRSUVW".indexOf(run.at(FIRST)) >= 0;
    int control = (10 - sumBefore(run)) % 10;
    boolean isRight =
        last <= '9'
            ? last - '0' == control && "NPQRSW".indexOf(run.at(FIRST)) < 0
            : last == SPANISH.charAt(control) && "ABEH".indexOf(run.at(FIRST)) < 0;
    return isCompany && isRight;
  }

  /** Luhn's sum of the seven digits before the last char, modulo ten. */
  private static int sumBefore(Run run) {
    int sum = 0;
    for (int i = FIRST + 1; i < run.length() - 1; i++) {
      int digit = run.digit(i) * (i % 2 == 1 ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return sum % 10;
  }

  /** A key of two chars before the number of the company; Monaco's have zeros in theirs. */
  private static boolean isFrench(Run run) {
    boolean isMonegasque = run.number(4, 7) == 0;
    if (!isMonegasque && !Luhn.isValid(run, 4, run.length())) {
      return false;
    }
    long company = run.number(4, run.length());
    int first = FRENCH.indexOf(run.at(FIRST));
    int second = FRENCH.indexOf(run.at(FIRST + 1));
    if (first < 0 || second < 0) {
      return false;
    }
    if (first < 10 && second < 10) {
      return (company * 100 + 12) % 97 == first * 10 + second;
    }
    int key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
    return (company + 1 + key / 11) % 11 == key % 11;
  }

  /**
   * Seven digits, a letter for them, and since 2013 one more; of old the first digit stood last.
   */
  private static boolean isIrish(Run run) {
    boolean isOld = run.at(FIRST + 1) > '9';
    int last = FIRST + 7;
    int sum = 0;
    if (isOld) {
      for (int i = 1; i < IRELAND.length - 1; i++) {
        sum += IRELAND[i] * run.digit(FIRST + 1 + i);
      }
      sum += IRELAND[IRELAND.length - 1] * run.digit(FIRST);
    } else {
      sum = Weighted.sum(run, FIRST, IRELAND);
      if (run.length() > last + 1) {
        int extra = IRISH.indexOf(run.at(last + 1));
        if (extra < 0) {
          return false;
        }
        sum += 9 * extra;
      }
    }
    return run.at(last) == IRISH.charAt(sum % IRISH.length());
  }

  private static boolean isItalian(Run run) {
    return isItalian(run, FIRST);
  }

  /** The number of a company, the province that gave it, and Luhn's digit. */
  static boolean isItalian(Run run, int from) {
    long province = run.number(from + 7, from + 10);
    boolean isProvince =
        (province >= 1 && province <= 100)
            || province == 120
            || province == 121
            || province == 888
            || province == 999;
    return isProvince && run.number(from, from + 7) > 0 && Luhn.isValid(run, from, from + 11);
  }

  private static boolean isLuxembourgish(Run run) {
    return run.number(FIRST, 8) > 0 && run.number(FIRST, 8) % 89 == run.number(8, 10);
  }

  /** A company's by the test by eleven, a person's by MOD 97-10 over all of it. */
  private static boolean isDutch(Run run) {
    return run.at(11) == 'B'
        && run.number(12, 14) > 0
        && (DutchNumber.isValid(run, FIRST) || Iso7064.mod97(run, 0, run.length()) == 1);
  }

  private static boolean isNorwegian(Run run) {
    return run.at(FIRST) >= '8' && Weighted.sum(run, FIRST, NORWAY) % 11 == 0;
  }

  private static boolean isNorwegianTax(Run run) {
    return run.at(11) == 'M' && run.at(12) == 'V' && run.at(13) == 'A' && isNorwegian(run);
  }

  private static boolean isPortuguese(Run run) {
    int check = (11 - Weighted.sum(run, FIRST, PORTUGAL) % 11) % 11 % 10;
    return run.at(FIRST) != '0' && check == run.digit(10);
  }

  /** The number of an organisation or person by Luhn, and which of theirs it is. */
  private static boolean isSwedish(Run run) {
    long which = run.number(12, 14);
    return which >= 1 && which <= 94 && Luhn.isValid(run, FIRST, 12);
  }

  /** Modulo 97, since 2009 with 55 added. */
  private static boolean isBritish(Run run) {
    int sum = Weighted.sum(run, FIRST, UNITED_KINGDOM);
    return run.number(FIRST, 9) > 0 && (sum % 97 == 0 || (sum + 55) % 97 == 0);
  }
}
