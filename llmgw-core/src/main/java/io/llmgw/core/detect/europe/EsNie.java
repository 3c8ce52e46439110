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
 * The Spanish number of a foreigner: X, Y or Z, seven digits, and a letter that is their remainder
 * by 23.
 */
final class EsNie implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("A9999999A"));

  @Override
  public EntityType type() {
    return Entities.ES_NIE;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN;
  }

  @Override
  public List<String> cues() {
    return List.of("nie", "extranjero", "extranjeria", "residencia", "identidad", "foreigner");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isNie =
        SpanishLetter.isForeigner(run, 0)
            && !run.isPartOfMore()
            && (run.separators() == 0
                || run.isGrouped(1, 7, 1)
                || run.isGrouped(8, 1)
                || run.isGrouped(1, 8));
    return isNie ? Confidence.MEDIUM : null;
  }
}
