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
 * The Australian tax file number: nine digits, or eight of old, whose weighted sum is a multiple of
 * eleven.
 */
final class AuTfn implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(8), Shape.digits(9));

  private static final int[] NINE = {1, 4, 3, 7, 5, 8, 6, 9, 10};
  private static final int[] EIGHT = {10, 7, 8, 4, 6, 3, 5, 1};

  @Override
  public EntityType type() {
    return Entities.AU_TFN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of("tfn", "tax file", "file number");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    int[] weights = run.length() == 9 ? NINE : EIGHT;
    boolean isTfn =
        !run.isUniform()
            && (run.separators() == 0 || run.isGrouped(3, 3, run.length() - 6))
            && Weighted.sum(run, 0, weights) % 11 == 0
            && !run.isPartOfMore();
    return isTfn ? Confidence.LOW : null;
  }
}
