package io.llmgw.core.detect.europe;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Iso7064;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The German tax number of a person (Abgabenordnung, 139b): eleven digits, of the first ten one
 * twice or three times and the others once at most, the last by ISO/IEC 7064, MOD 11,10.
 */
final class DeTaxId implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(11));

  @Override
  public EntityType type() {
    return Entities.DE_TAX_ID;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.SLASH | Run.DOT;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "steuer",
        "steuerid",
        "steuernummer",
        "steueridentifikationsnummer",
        "identifikationsnummer",
        "idnr",
        "tin",
        "tax");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isTaxId =
        run.at(0) != '0'
            && repeatsOneDigit(run)
            && !run.isPartOfMore()
            && (run.separators() == 0 || run.isGrouped(2, 3, 3, 3))
            && Iso7064.isMod11And10(run, 0, run.length());
    return isTaxId ? Confidence.MEDIUM : null;
  }

  /** Whether of the first ten digits one stands twice, or three times but not in a row. */
  private static boolean repeatsOneDigit(Run run) {
    int once = 0;
    int twice = 0;
    int thrice = 0;
    for (int i = 0; i < 10; i++) {
      int bit = 1 << run.digit(i);
      if ((thrice & bit) != 0) {
        return false;
      }
      thrice |= twice & bit;
      twice |= once & bit;
      once |= bit;
    }
    return Integer.bitCount(twice) == 1 && !(thrice != 0 && hasThreeInRow(run));
  }

  private static boolean hasThreeInRow(Run run) {
    for (int i = 2; i < 10; i++) {
      if (run.at(i) == run.at(i - 1) && run.at(i) == run.at(i - 2)) {
        return true;
      }
    }
    return false;
  }
}
