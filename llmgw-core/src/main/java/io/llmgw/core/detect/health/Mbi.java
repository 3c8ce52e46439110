package io.llmgw.core.detect.health;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identifier of a Medicare beneficiary: a pattern of digits and letters, without S, L, O, I, B
 * and Z (CMS, "Understanding the MBI").
 */
final class Mbi implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_MBI;
  }

  private static final Shape SHAPE = Shape.of("9AX9AX9AA99");

  @Override
  public List<Shape> shapes() {
    return List.of(SHAPE);
  }

  @Override
  public List<String> cues() {
    return List.of("mbi", "medicare", "beneficiary", "member id", "hicn", "cms");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    if (run.digit(0) == 0 || hasForbiddenLetter(run) || !run.isAlone() || run.isMixedCase()) {
      return null;
    }
    if (run.separators() == 0) {
      return run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
    }
    return run.isGrouped(4, 3, 4) ? Confidence.HIGH : null;
  }

  private static boolean hasForbiddenLetter(Run run) {
    for (int i = 0; i < run.length(); i++) {
      if ("SLOIBZ".indexOf(run.at(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
