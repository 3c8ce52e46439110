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
 * The Brazilian number of a company (Receita Federal): twelve digits, or since 2026 also letters,
 * and two digits of control, each by 11. A letter counts what its ASCII code is above that of 0.
 */
final class BrCnpj implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("XXXXXXXXXXXX99"));

  private static final int[] FIRST = {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};
  private static final int[] SECOND = {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2};

  @Override
  public EntityType type() {
    return Entities.BR_CNPJ;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.HYPHEN | Run.DOT | Run.SLASH;
  }

  @Override
  public boolean mixesSeparators() {
    return true;
  }

  @Override
  public List<String> cues() {
    return List.of("cnpj", "cadastro", "empresa", "razao social");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(2, 3, 3, 4, 2) && (run.separators() & Run.SLASH) != 0;
    boolean isCnpj =
        !run.isUniform()
            && (run.separators() == 0 || isWritten)
            && control(run, FIRST) == run.digit(12)
            && control(run, SECOND) == run.digit(13)
            && !run.isPartOfMore();
    if (!isCnpj) {
      return null;
    }
    if (isWritten) {
      return Confidence.HIGH;
    }
    return isHeadOffice(run) ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static int control(Run run, int[] weights) {
    return Weighted.sum(run, 0, weights) * 10 % 11 % 10;
  }

  /** Whether it is the first establishment of its company, as most numbers that are written are. */
  private static boolean isHeadOffice(Run run) {
    return run.at(8) == '0' && run.at(9) == '0' && run.at(10) == '0' && run.at(11) == '1';
  }
}
