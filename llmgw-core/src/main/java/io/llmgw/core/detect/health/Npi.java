package io.llmgw.core.detect.health;

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
 * The number of a health care provider: Luhn's check digit over it and the prefix 80840 (45 CFR
 * 162.406).
 */
final class Npi implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_NPI;
  }

  /** What the prefix 80840 adds to the sum of the digits after it. */
  private static final int OF_PREFIX = 24;

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(10));
  }

  @Override
  public List<String> cues() {
    return List.of(
        "npi",
        "npis",
        "national provider",
        "provider identifier",
        "provider id",
        "providerid",
        "provider number",
        "provider no",
        "prescriber");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isNpi =
        run.digit(0) >= 1
            && run.digit(0) <= 2
            && (Luhn.sum(run, 0, 10) + OF_PREFIX) % 10 == 0
            && run.isAlone();
    return isNpi ? Confidence.LOW : null;
  }
}
