package io.llmgw.core.detect.health;

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
 * The number of a patient in the United Kingdom: a check digit by weights, modulo 11 (NHS data
 * dictionary, NHS NUMBER).
 */
final class Nhs implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_NHS;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(10));
  }

  @Override
  public List<String> cues() {
    return List.of(
        "nhs",
        "national health",
        "nhsnumber",
        "health service",
        "chi number",
        "patient number",
        "patient no",
        "patient id");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isNhs =
        Weighted.sum(run, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0
            && !run.isUniform()
            && run.isAlone();
    if (!isNhs) {
      return null;
    }
    boolean isTypical =
        run.isGrouped(3, 3, 4)
            && !run.isAmongNumbers()
            && (run.separators() == Run.BLANK || !isAmericanPhone(run));
    return isTypical ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whether area code and exchange are such that 221-395-1837 is a phone number more likely. */
  private static boolean isAmericanPhone(Run run) {
    return run.digit(0) >= 2 && run.digit(3) >= 2;
  }
}
