package io.llmgw.core.detect.uk;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of a passport: nine digits, or two letters and seven; nothing without a cue. */
final class UkPassport implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_PASSPORT;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9), Shape.of("AA9999999"));
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of("passport", "passports", "travel document");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    return !run.isUniform() && run.isAlone() && run.isCued() ? Confidence.LOW : null;
  }
}
