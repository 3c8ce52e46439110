package io.llmgw.core.detect.uk;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a driving licence: five chars of the name, the date of birth, initials (DVLA,
 * INF45/1).
 */
final class DrivingLicence implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_DRIVING_LICENCE;
  }

  private static final Shape SHAPE = Shape.of("AXXXX999999AXXAA");

  @Override
  public List<Shape> shapes() {
    return List.of(SHAPE);
  }

  @Override
  public int separators() {
    return Run.BLANK;
  }

  @Override
  public List<String> cues() {
    return List.of("driving licence", "driving license", "licence", "dvla", "driver number");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isLicence =
        isName(run)
            && isBirth(run)
            && (run.at(12) >= 'A' || run.at(12) == '9')
            && (run.separators() == 0 || run.isGrouped(5, 6, 5))
            && !run.isMixedCase()
            && run.isAlone();
    if (!isLicence) {
      return null;
    }
    return run.isUpperCase() ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** Letters, filled up with nines: "FOX99". */
  private static boolean isName(Run run) {
    boolean isFilling = false;
    for (int i = 1; i < 5; i++) {
      boolean isLetter = run.at(i) >= 'A';
      if (isFilling ? run.at(i) != '9' : !isLetter && run.at(i) != '9') {
        return false;
      }
      isFilling |= !isLetter;
    }
    return true;
  }

  /** Decade, month (50 more for women), day, and the year in its decade. */
  private static boolean isBirth(Run run) {
    long month = run.number(6, 8) % 50;
    long day = run.number(8, 10);
    return run.number(6, 8) <= 62 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
}
