package io.llmgw.core.detect.world;

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
 * The Australian business number: eleven digits whose weighted sum, with one less at the first, is
 * a multiple of 89.
 */
final class AuAbn implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(11));

  private static final int[] WEIGHTS = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};

  @Override
  public EntityType type() {
    return Entities.AU_ABN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of("abn", "business number", "australian business");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isAbn =
        run.at(0) != '0'
            && run.number(2, 11) > 0
            && (run.separators() == 0 || run.isGrouped(2, 3, 3, 3))
            && (Weighted.sum(run, 0, WEIGHTS) - WEIGHTS[0]) % 89 == 0
            && !run.isPartOfMore();
    return isAbn ? Confidence.MEDIUM : null;
  }
}
