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
 * The Brazilian number of a person (Receita Federal): nine digits and two of control, each by 11.
 */
final class BrCpf implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(11));

  private static final int[] FIRST = {10, 9, 8, 7, 6, 5, 4, 3, 2};
  private static final int[] SECOND = {11, 10, 9, 8, 7, 6, 5, 4, 3, 2};

  @Override
  public EntityType type() {
    return Entities.BR_CPF;
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
  public boolean mixesSeparators() {
    return true;
  }

  @Override
  public List<String> cues() {
    return List.of("cpf", "cadastro", "contribuinte", "documento");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(3, 3, 3, 2);
    boolean isCpf =
        !run.isUniform()
            && (run.separators() == 0 || isWritten || run.isGrouped(9, 2))
            && Weighted.sum(run, 0, FIRST) * 10 % 11 % 10 == run.digit(9)
            && Weighted.sum(run, 0, SECOND) * 10 % 11 % 10 == run.digit(10)
            && !run.isPartOfMore();
    if (!isCpf) {
      return null;
    }
    return isWritten ? Confidence.HIGH : Confidence.MEDIUM;
  }
}
