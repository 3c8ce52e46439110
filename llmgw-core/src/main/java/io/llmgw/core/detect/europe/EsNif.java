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
 * The Spanish tax number of a person: eight digits and a letter that is their remainder by 23, or
 * seven between K, L or M and that letter.
 */
final class EsNif implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("99999999A"), Shape.of("A9999999A"));

  @Override
  public EntityType type() {
    return Entities.ES_NIF;
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
    return List.of("nif", "dni", "documento", "identidad", "identificacion", "fiscal");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isCitizen = run.at(0) <= '9';
    boolean isNif =
        (isCitizen ? SpanishLetter.isCitizen(run, 0) : SpanishLetter.isOther(run, 0))
            && !run.isPartOfMore()
            && isWellGrouped(run);
    if (!isNif) {
      return null;
    }
    return isCitizen && run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static boolean isWellGrouped(Run run) {
    return run.separators() == 0
        || run.isGrouped(8, 1)
        || run.isGrouped(1, 7, 1)
        || run.isGrouped(2, 3, 3, 1)
        || run.isGrouped(2, 3, 4);
  }
}
