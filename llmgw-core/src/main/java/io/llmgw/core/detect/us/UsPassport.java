package io.llmgw.core.detect.us;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a passport: nine digits, or a letter and eight (from 2021 on); nothing without a
 * cue.
 */
final class UsPassport implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_PASSPORT;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9), Shape.of("A99999999"));
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "passport",
        "passports",
        "travel document",
        "passeport",
        "pasaporte",
        "reisepass",
        "passaporto",
        "passaporte",
        "paspoort",
        "paszport");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    return !run.isUniform() && run.isAlone() && run.isCued() ? Confidence.LOW : null;
  }
}
