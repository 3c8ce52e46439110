package io.llmgw.core.detect.world;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Luhn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Canadian social insurance number: nine digits that do not begin with 0 or 8, the last by
 * Luhn.
 */
final class CaSin implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(9));

  @Override
  public EntityType type() {
    return Entities.CA_SIN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of("sin", "social insurance", "nas", "assurance sociale", "canadian");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(3, 3, 3);
    boolean isSin =
        run.at(0) != '0'
            && run.at(0) != '8'
            && !run.isUniform()
            && (run.separators() == 0 || isWritten)
            && Luhn.isValid(run)
            && !run.isPartOfMore();
    if (!isSin) {
      return null;
    }
    return isWritten ? Confidence.MEDIUM : Confidence.LOW;
  }
}
