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

/**
 * The number of a French establishment (INSEE): that of its company and five digits more, the last
 * by Luhn. Those of the post, whose company is 356000000, add up to a multiple of five instead.
 */
final class FrSiret implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(14));

  private static final long POST = 356_000_000;

  @Override
  public EntityType type() {
    return Entities.FR_SIRET;
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
    return List.of("siret", "siren", "etablissement", "entreprise", "societe");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(3, 3, 3, 5) || run.isGrouped(9, 5);
    boolean isSiret =
        !run.isUniform()
            && !run.isPartOfMore()
            && (run.separators() == 0 || isWritten)
            && Luhn.isValid(run, 0, 9)
            && isEstablishment(run);
    if (!isSiret) {
      return null;
    }
    return isWritten ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static boolean isEstablishment(Run run) {
    if (Luhn.isValid(run)) {
      return true;
    }
    int sum = 0;
    for (int i = 0; i < run.length(); i++) {
      sum += run.digit(i);
    }
    return run.number(0, 9) == POST && sum % 5 == 0;
  }
}
