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
 * The number of an Australian Medicare card: a check digit by the weights 1, 3, 7, 9, an issue
 * number, and often a line (Services Australia).
 */
final class AuMedicare implements Identifier {
  @Override
  public EntityType type() {
    return Entities.AU_MEDICARE;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(10), Shape.digits(11));
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.SLASH;
  }

  @Override
  public List<String> cues() {
    return List.of("medicare", "irn");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isMedicare =
        run.digit(0) >= 2
            && run.digit(0) <= 6
            && Weighted.sum(run, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == run.digit(8)
            && run.digit(9) > 0
            && run.isAlone();
    if (!isMedicare) {
      return null;
    }
    boolean isTypical = run.isGrouped(4, 5, 1) || run.isGrouped(4, 5, 1, 1);
    if (isTypical && !run.isAmongNumbers()) {
      return Confidence.MEDIUM;
    }
    boolean isPlain = run.separators() == 0 || run.isGrouped(10, 1);
    return isTypical || isPlain ? Confidence.LOW : null;
  }
}
