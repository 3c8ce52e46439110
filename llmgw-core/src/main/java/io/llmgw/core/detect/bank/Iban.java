package io.llmgw.core.detect.bank;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The international number of a bank account (ISO 13616): the length that its country has, and two
 * check digits (ISO/IEC 7064, MOD 97-10).
 */
final class Iban implements Identifier {
  private static final int LETTERS = 26;

  /** The length for each pair of letters; 0 for those of no country. */
  private static final int[] LENGTHS = lengths();

  private static final List<Shape> SHAPES =
      Arrays.stream(LENGTHS).filter(length -> length > 0).distinct().mapToObj(Iban::shape).toList();

  private static Shape shape(int length) {
    return Shape.of("AA99" + "X".repeat(length - 4));
  }

  @Override
  public EntityType type() {
    return Entities.IBAN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.NEWLINE | Run.DOT | Run.PLUS | Run.LOOSE;
  }

  @Override
  public List<String> cues() {
    return List.of("iban", "account", "konto", "compte", "cuenta", "conto", "rekening", "konta");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    int length = LENGTHS[index(run.at(0), run.at(1))];
    boolean isSplit = run.isSplitAt(1) && !run.isWrappedAt(1);
    boolean isIban = length == run.length() && !isSplit && remainder(run) == 1;
    if (!isIban) {
      return null;
    }
    boolean isOdd = run.isMixedCase() || (run.isLaidOut() && !isInFours(run));
    return isOdd ? Confidence.LOW : Confidence.HIGH;
  }

  /** In fours or in one group, but for ends of lines: the cells of a table seldom are. */
  private static boolean isInFours(Run run) {
    int[] fours = new int[(run.length() + 3) / 4];
    Arrays.fill(fours, 4);
    fours[fours.length - 1] = run.length() - 4 * (fours.length - 1);
    return run.isGroupedOverLines(fours) || run.isGroupedOverLines(run.length());
  }

  /** The length of those of a country; 0 if there is none of these two letters. */
  static int length(char first, char second) {
    boolean isPair = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
    return isPair ? LENGTHS[index(first, second)] : 0;
  }

  private static int index(char first, char second) {
    return (first - 'A') * LETTERS + second - 'A';
  }

  /** The number with its first four chars last, letters as 10 to 35, modulo 97. */
  private static int remainder(Run run) {
    int remainder = 0;
    for (int i = 0; i < run.length(); i++) {
      remainder = remainder(remainder, run.at((i + 4) % run.length()));
    }
    return remainder;
  }

  /** What is left of a number modulo 97 when a letter in upper case or a digit is added to it. */
  static int remainder(int before, char c) {
    return c <= '9' ? (before * 10 + c - '0') % 97 : (before * 100 + c - 'A' + 10) % 97;
  }

  /** By SWIFT's IBAN registry, release 99. */
  private static int[] lengths() {
    int[] lengths = new int[LETTERS * LETTERS];
    String registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
            + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28"
            + " HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21"
            + " LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29"
            + " PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23"
            + " TN24 TR26 UA29 VA22 VG24 XK20 YE30";
    for (String country : registry.split(" ", -1)) {
      lengths[index(country.charAt(0), country.charAt(1))] = Integer.parseInt(country.substring(2));
    }
    return lengths;
  }
}
