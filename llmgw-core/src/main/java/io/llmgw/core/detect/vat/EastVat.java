package io.llmgw.core.detect.vat;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static io.llmgw.core.detect.vat.VatCheck.FIRST;

import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.check.Iso7064;
import io.llmgw.core.detect.check.Weighted;
import java.util.List;

/** Numbers of the states from Estonia to Greece, and of Malta and Cyprus. */
final class EastVat {
  private static final int[] SEVEN_DOWN = {8, 7, 6, 5, 4, 3, 2};
  private static final int[] UP = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final int[] UP_FROM_THREE = {3, 4, 5, 6, 7, 8, 9, 10};
  private static final int[] BULGARIAN_PERSON = {2, 4, 8, 5, 10, 9, 7, 3, 6};
  private static final int[] BULGARIAN_FOREIGNER = {21, 19, 17, 13, 11, 9, 7, 3, 1};
  private static final int[] BULGARIAN_OTHER = {4, 3, 2, 7, 6, 5, 4, 3, 2};
  private static final int[] ESTONIA = {3, 7, 1, 3, 7, 1, 3, 7, 1};
  private static final int[] GREECE = {256, 128, 64, 32, 16, 8, 4, 2};
  private static final int[] HUNGARY = {9, 7, 3, 1, 9, 7, 3, 1};
  private static final int[] LATVIA = {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1};
  private static final int[] MALTA = {3, 4, 6, 7, 8, 9, 10, 1};
  private static final int[] POLAND = {6, 5, 7, 2, 3, 4, 5, 6, 7};
  private static final int[] ROMANIA = {7, 5, 3, 2, 1, 7, 5, 3, 2};

  /** What digits of Cyprus count at odd places. */
  private static final int[] CYPRUS = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

  private EastVat() {}

  static List<Identifier> all() {
    return List.of(
        new VatNumber("BG", EastVat::isBulgarian, MEDIUM, "999999999"),
        new VatNumber("BG", EastVat::isBulgarian, LOW, "9999999999"),
        new VatNumber("CY", EastVat::isCypriot, HIGH, "99999999A"),
        new VatNumber("CZ", EastVat::isCzech, MEDIUM, "99999999", "999999999", "9999999999"),
        new VatNumber("EE", EastVat::isEstonian, MEDIUM, "999999999"),
        new VatNumber("EL", EastVat::isGreek, MEDIUM, "999999999"),
        new VatNumber("HR", EastVat::isCroatian, MEDIUM, "99999999999"),
        new VatNumber("HU", EastVat::isHungarian, MEDIUM, "99999999"),
        new VatNumber("LT", EastVat::isLithuanian, MEDIUM, "999999999", "999999999999"),
        new VatNumber("LV", EastVat::isLatvian, MEDIUM, "99999999999"),
        new VatNumber("MT", EastVat::isMaltese, HIGH, "99999999"),
        new VatNumber("PL", EastVat::isPolish, MEDIUM, "9999999999"),
        new VatNumber("RO", EastVat::isRomanian, MEDIUM, "99999999", "999999999", "9999999999"),
        new VatNumber(
            "RO", EastVat::isRomanian, LOW, "99", "999", "9999", "99999", "999999", "9999999"),
        new VatNumber("SI", EastVat::isSlovenian, MEDIUM, "99999999"),
        new VatNumber("SK", EastVat::isSlovak, MEDIUM, "9999999999"));
  }

  /** Nine digits of a company; ten of a citizen, of a foreigner, or of another. */
  private static boolean isBulgarian(Run run) {
    if (run.length() == FIRST + 9) {
      int check = Weighted.sum(run, FIRST, UP) % 11;
      if (check == 10) {
        check = Weighted.sum(run, FIRST, UP_FROM_THREE) % 11 % 10;
      }
      return check == run.digit(10);
    }
    int last = run.digit(11);
    long month = run.number(4, 6) % 20;
    boolean isCitizen =
        month >= 1 && month <= 12 && Weighted.sum(run, FIRST, BULGARIAN_PERSON) % 11 % 10 == last;
    return isCitizen
        || Weighted.sum(run, FIRST, BULGARIAN_FOREIGNER) % 10 == last
        || (11 - Weighted.sum(run, FIRST, BULGARIAN_OTHER) % 11) % 11 == last;
  }

  private static boolean isCypriot(Run run) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      int digit = run.digit(FIRST + i);
      sum += i % 2 == 0 ? CYPRUS[digit] : digit;
    }
    return run.number(2, 4) != 12 && run.at(10) == 'A' + sum % 26;
  }

  /** Eight digits of a company, nine or ten of a person; those of nine before 1954 had no check. */
  private static boolean isCzech(Run run) {
    return switch (run.length() - FIRST) {
      case 8 -> run.at(FIRST) != '9' && czech(Weighted.sum(run, FIRST, SEVEN_DOWN)) == run.digit(9);
      case 9 ->
          run.at(FIRST) == '6'
              && 8 - Math.floorMod(10 - Weighted.sum(run, FIRST + 1, SEVEN_DOWN) % 11, 11)
                  == run.digit(10);
      default -> isBirthNumber(run);
    };
  }

  private static int czech(int sum) {
    int check = (11 - sum % 11) % 11;
    return check == 0 ? 1 : check % 10;
  }

  /** Ten digits that are a multiple of eleven, or whose first nine leave ten and the last is 0. */
  private static boolean isBirthNumber(Run run) {
    long month = run.number(4, 6) % 50 % 20;
    long day = run.number(6, 8);
    boolean isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return isDate && run.number(FIRST, 11) % 11 % 10 == run.digit(11);
  }

  private static boolean isEstonian(Run run) {
    return run.number(FIRST, 10) > 0 && Weighted.sum(run, FIRST, ESTONIA) % 10 == 0;
  }

  private static boolean isGreek(Run run) {
    return run.number(FIRST, 10) > 0 && Weighted.sum(run, FIRST, GREECE) % 11 % 10 == run.digit(10);
  }

  private static boolean isCroatian(Run run) {
    return Iso7064.isMod11And10(run, FIRST, run.length());
  }

  private static boolean isHungarian(Run run) {
    return run.number(FIRST, 9) > 0 && Weighted.sum(run, FIRST, HUNGARY) % 10 == 0;
  }

  /** The last digit but one is 1. */
  private static boolean isLithuanian(Run run) {
    int last = run.length() - 1;
    int check = lithuanian(run, 1);
    if (check == 10) {
      check = lithuanian(run, 3) % 10;
    }
    return run.at(last - 1) == '1' && check == run.digit(last);
  }

  /** The sum of digits with weights from 1 to 9 in turn, modulo eleven. */
  private static int lithuanian(Run run, int firstWeight) {
    int sum = 0;
    for (int i = 0; i < run.length() - FIRST - 1; i++) {
      sum += (1 + (i + firstWeight - 1) % 9) * run.digit(FIRST + i);
    }
    return sum % 11;
  }

  /** Companies; persons have the number of their birth, which is not taken for one. */
  private static boolean isLatvian(Run run) {
    return run.at(FIRST) > '3' && Weighted.sum(run, FIRST, LATVIA) % 11 == 3;
  }

  private static boolean isMaltese(Run run) {
    return run.at(FIRST) != '0' && Weighted.sum(run, FIRST, MALTA) % 37 == 0;
  }

  private static boolean isPolish(Run run) {
    return isPolish(run, FIRST);
  }

  static boolean isPolish(Run run, int from) {
    return run.number(from, from + 9) > 0
        && Weighted.sum(run, from, POLAND) % 11 == run.digit(from + 9);
  }

  /** Two to ten digits; the weights end at the last but one. */
  private static boolean isRomanian(Run run) {
    int last = run.length() - 1;
    int sum = 0;
    for (int i = FIRST; i < last; i++) {
      sum += ROMANIA[ROMANIA.length - last + i] * run.digit(i);
    }
    return run.at(FIRST) != '0' && sum * 10 % 11 % 10 == run.digit(last);
  }

  private static boolean isSlovenian(Run run) {
    int check = 11 - Weighted.sum(run, FIRST, SEVEN_DOWN) % 11;
    return run.at(FIRST) != '0' && check != 11 && check % 10 == run.digit(9);
  }

  private static boolean isSlovak(Run run) {
    char third = run.at(FIRST + 2);
    boolean isThird = third == '2' || third == '3' || third == '4' || third >= '7';
    return run.at(FIRST) != '0' && isThird && run.number(FIRST, run.length()) % 11 == 0;
  }
}
