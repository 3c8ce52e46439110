package io.llmgw.core.detect.bank;

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
 * The routing number of a bank: a Federal Reserve district, and a check digit by the weights 3, 7,
 * 1 (ABA Routing Number Policy).
 */
final class RoutingNumber implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_ROUTING_NUMBER;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9));
  }

  @Override
  public int separators() {
    return Run.HYPHEN;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "routing",
        "routingnumber",
        "aba",
        "rtn",
        "transit",
        "fedwire",
        "ach",
        "wire",
        "direct deposit");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isRouting =
        isDistrict(run.number(0, 2))
            && Weighted.sum(run, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0
            && !run.isUniform()
            && run.isAlone();
    if (!isRouting) {
      return null;
    }
    if (run.separators() == 0) {
      return Confidence.LOW;
    }
    return run.isGrouped(4, 4, 1) ? Confidence.MEDIUM : null;
  }

  private static boolean isDistrict(long prefix) {
    return prefix <= 12
        || (prefix >= 21 && prefix <= 32)
        || (prefix >= 61 && prefix <= 72)
        || prefix == 80;
  }
}
