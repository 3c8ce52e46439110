package io.llmgw.core.detect.health;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Weighted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a prescriber: two letters and a check digit (DEA Diversion Control, registration
 * numbers).
 */
final class Dea implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_DEA;
  }

  /** Kinds of registrants. */
  private static final String FIRST = "ABCDEFGHJKLMPRSTUX";

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.of("AA9999999"), Shape.of("A99999999"));
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of("dea", "prescriber", "controlled substance", "medical license");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isDea =
        FIRST.indexOf(run.at(0)) >= 0
            && (run.at(1) >= 'A' || run.at(1) == '9')
            && Weighted.sum(run, 2, 1, 2, 1, 2, 1, 2) % 10 == run.digit(8)
            && !run.isMixedCase()
            && run.isAlone();
    if (!isDea) {
      return null;
    }
    return run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
  }
}
