package io.llmgw.core.detect.us;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The social security number: area, group and serial, none of them zero (SSA, POMS RM 10201.030).
 */
final class Ssn implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_SSN;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9));
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.DOT;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "ssn",
        "ssns",
        "ss#",
        "ss #",
        "ss no",
        "social security",
        "socialsecurity",
        "social-security",
        "soc sec",
        "soc. sec",
        "seguro social",
        "tin",
        "taxpayer");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    return isIssued(run) ? ThreeTwoFour.confidence(run) : null;
  }

  private static boolean isIssued(Run run) {
    long area = run.number(0, 3);
    boolean hasZeros = area == 0 || run.number(3, 5) == 0 || run.number(5, 9) == 0;
    return !hasZeros && area != 666 && area < 900 && !isPublished(run.number(0, 9));
  }

  /** Printed on a card in wallets of 1938, and in a leaflet of 1940: never a person's. */
  private static boolean isPublished(long number) {
    return number == 78_05_1120L || number == 219_09_9999L;
  }
}
