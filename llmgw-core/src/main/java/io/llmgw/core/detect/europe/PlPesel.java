package io.llmgw.core.detect.europe;

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
 * The Polish number of a person (Ustawa o ewidencji ludnosci, article 15): date of birth, with the
 * century in its month, order and sex, and a digit of control.
 */
final class PlPesel implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(11));

  private static final int[] WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};

  @Override
  public EntityType type() {
    return Entities.PL_PESEL;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of("pesel", "dowod osobisty", "obywatel", "polish id");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isPesel = isDate(run) && !run.isPartOfMore() && Weighted.sum(run, 0, WEIGHTS) % 10 == 0;
    return isPesel ? Confidence.LOW : null;
  }

  /**
   * Twenty is added to the month for each century after the twentieth, eighty for the one before.
   */
  private static boolean isDate(Run run) {
    long month = run.number(2, 4) % 20;
    long day = run.number(4, 6);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
}
