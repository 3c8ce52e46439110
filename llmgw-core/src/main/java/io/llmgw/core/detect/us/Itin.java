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
 * The number of a taxpayer without a social security number: 9, and groups of its own (IRS, IRM
 * 3.21.263).
 */
final class Itin implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_ITIN;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9));
  }

  @Override
  public List<String> cues() {
    return List.of(
        "itin", "itins", "taxpayer", "tax id", "tax identification", "tax number", "taxid", "tin");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    return run.digit(0) == 9 && isGroup(run.number(3, 5)) ? ThreeTwoFour.confidence(run) : null;
  }

  private static boolean isGroup(long group) {
    return (group >= 50 && group <= 65)
        || (group >= 70 && group <= 88)
        || (group >= 90 && group <= 92)
        || (group >= 94 && group <= 99);
  }
}
