package io.llmgw.core.detect.europe;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Luhn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of a French company (INSEE): nine digits, the last by Luhn. */
final class FrSiren implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(9));

  @Override
  public EntityType type() {
    return Entities.FR_SIREN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.DOT;
  }

  @Override
  public List<String> cues() {
    return List.of("siren", "rcs", "insee", "entreprise", "societe", "immatriculee");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isSiren =
        !run.isUniform()
            && !run.isPartOfMore()
            && (run.separators() == 0 || run.isGrouped(3, 3, 3))
            && Luhn.isValid(run);
    return isSiren ? Confidence.LOW : null;
  }
}
