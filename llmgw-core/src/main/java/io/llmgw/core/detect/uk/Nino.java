package io.llmgw.core.detect.uk;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The national insurance number: two letters, six digits, and a letter from A to D (HMRC,
 * NIM39110).
 */
final class Nino implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_NINO;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.of("AA999999A"));
  }

  @Override
  public List<String> cues() {
    return List.of(
        "nino", "national insurance", "nationalinsurance", "ni number", "ni no", "ni", "insurance");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    if (!isPrefix(run.at(0), run.at(1)) || run.at(8) > 'D' || !run.isAlone()) {
      return null;
    }
    if (run.separators() != 0 && run.isGrouped(2, 2, 2, 2, 1)) {
      return Confidence.HIGH;
    }
    return run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static boolean isPrefix(char first, char second) {
    return "DFIQUV".indexOf(first) < 0
        && "DFIOQUV".indexOf(second) < 0
        && switch (first) {
          case 'B' -> second != 'G';
          case 'G' -> second != 'B';
          case 'K', 'T' -> second != 'N';
          case 'N' -> second != 'K' && second != 'T';
          case 'Z' -> second != 'Z';
          default -> true;
        };
  }
}
