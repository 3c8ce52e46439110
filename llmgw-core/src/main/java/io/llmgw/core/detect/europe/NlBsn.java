package io.llmgw.core.detect.europe;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Dutch number of a citizen (Wet algemene bepalingen burgerservicenummer): nine digits that
 * pass the test by eleven.
 */
final class NlBsn implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(9));

  @Override
  public EntityType type() {
    return Entities.NL_BSN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.DOT;
  }

  @Override
  public List<String> cues() {
    return List.of("bsn", "burgerservicenummer", "sofinummer", "sofi", "citizen service");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(4, 2, 3);
    boolean isBsn =
        !run.isUniform()
            && !run.isPartOfMore()
            && (run.separators() == 0 || isWritten || run.isGrouped(3, 3, 3))
            && DutchNumber.isValid(run, 0);
    if (!isBsn) {
      return null;
    }
    return isWritten ? Confidence.MEDIUM : Confidence.LOW;
  }
}
