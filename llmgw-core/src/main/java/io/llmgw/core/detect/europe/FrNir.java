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
 * The French number of an insured person (NIR, by INSEE): sex, year and month of birth, place,
 * order, and a key that makes it a multiple of 97. Corsica has letters for its departments.
 */
final class FrNir implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(15), Shape.of("999999A99999999"));

  @Override
  public EntityType type() {
    return Entities.FR_NIR;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.DOT;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "nir",
        "insee",
        "securite sociale",
        "secu",
        "carte vitale",
        "vitale",
        "social security",
        "assure");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    long department = department(run);
    if (department < 0 || !isSex(run.digit(0)) || run.isPartOfMore()) {
      return null;
    }
    long number = run.number(0, 5) * 100_000_000 + department * 1_000_000 + run.number(7, 13);
    if (97 - number % 97 != run.number(13, 15)) {
      return null;
    }
    long month = run.number(3, 5);
    boolean isOrdinary = run.digit(0) <= 2 && month >= 1 && month <= 12;
    return isOrdinary ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** Men and women, those whose number is provisional, and those of foreign birth. */
  private static boolean isSex(int digit) {
    return digit == 1 || digit == 2 || digit == 3 || digit == 4 || digit == 7 || digit == 8;
  }

  /** The department as a number, with 19 for 2A and 18 for 2B; -1 for none. */
  private static long department(Run run) {
    return switch (run.at(6)) {
      case 'A' -> run.at(5) == '2' ? 19 : -1;
      case 'B' -> run.at(5) == '2' ? 18 : -1;
      default -> run.at(6) > '9' ? -1 : run.number(5, 7);
    };
  }
}
