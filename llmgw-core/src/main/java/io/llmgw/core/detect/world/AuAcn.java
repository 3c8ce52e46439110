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

/** The Australian company number: nine digits, the last by weights modulo ten. */
final class AuAcn implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(9));

  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1};

  @Override
  public EntityType type() {
    return Entities.AU_ACN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of("acn", "company number", "australian company");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isAcn =
        !run.isUniform()
            && (run.separators() == 0 || run.isGrouped(3, 3, 3))
            && (Weighted.sum(run, 0, WEIGHTS) + run.digit(8)) % 10 == 0
            && !run.isPartOfMore();
    if (!isAcn) {
      return null;
    }
    boolean isWritten = run.separators() != 0 && run.at(0) == '0';
    return isWritten ? Confidence.MEDIUM : Confidence.LOW;
  }
}
