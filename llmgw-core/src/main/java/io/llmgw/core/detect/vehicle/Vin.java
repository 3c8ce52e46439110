package io.llmgw.core.detect.vehicle;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a vehicle (ISO 3779): seventeen chars without I, O and Q, of which North America's
 * have a digit of control at the ninth place (49 CFR 565.15).
 */
final class Vin implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("XXXXXXXXXXXXXXXXX"));

  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  /** What the letters from A on count; 0 for those that do not occur. */
  private static final int[] VALUES = {
    1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9
  };

  @Override
  public EntityType type() {
    return Entities.VIN;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "vin",
        "vehicle",
        "chassis",
        "car",
        "fahrgestellnummer",
        "fin",
        "fahrzeug",
        "telaio",
        "bastidor",
        "vehicule",
        "voertuig");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    if (!isVin(run)) {
      return null;
    }
    if (sum(run) % 11 == (run.at(8) == 'X' ? 10 : run.at(8) - '0')) {
      return run.isUpperCase() ? Confidence.HIGH : Confidence.MEDIUM;
    }
    boolean isNorthAmerican = run.at(0) >= '1' && run.at(0) <= '5';
    return isNorthAmerican ? null : Confidence.LOW;
  }

  /** Whether it has letters, all of those that occur, and a number at its end. */
  private static boolean isVin(Run run) {
    boolean hasLetters = false;
    for (int i = 0; i < run.length(); i++) {
      char c = run.at(i);
      if (c > '9') {
        hasLetters = true;
        if (VALUES[c - 'A'] == 0 || i >= 13) {
          return false;
        }
      }
    }
    return hasLetters && !run.isMixedCase();
  }

  private static int sum(Run run) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      char c = run.at(i);
      sum += WEIGHTS[i] * (c <= '9' ? c - '0' : VALUES[c - 'A']);
    }
    return sum;
  }
}
