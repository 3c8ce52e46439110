package io.llmgw.core.detect.world;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Verhoeff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Indian number of a resident (UIDAI): twelve digits that do not begin with 0 or 1, the last by
 * Verhoeff.
 */
final class InAadhaar implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(12));

  @Override
  public EntityType type() {
    return Entities.IN_AADHAAR;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.COLON;
  }

  @Override
  public List<String> cues() {
    return List.of("aadhaar", "aadhar", "adhaar", "uidai", "unique identification");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isWritten = run.isGrouped(4, 4, 4);
    boolean isAadhaar =
        run.at(0) > '1'
            && !run.isUniform()
            && (run.separators() == 0 || isWritten)
            && Verhoeff.isValid(run)
            && !run.isPartOfMore();
    if (!isAadhaar) {
      return null;
    }
    return isWritten && !isWrapped(run) ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whether a line ends in it, as in a table of numbers. */
  private static boolean isWrapped(Run run) {
    for (int i = run.start(); i < run.end(); i++) {
      if (run.text().at(i) == '\n') {
        return true;
      }
    }
    return false;
  }
}
