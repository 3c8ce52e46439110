package io.llmgw.core.detect.us;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of an employer: a prefix of the campus that gave it (IRS, valid EIN prefixes). */
final class Ein implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_EIN;
  }

  /** Two-digit prefixes that are in use. */
  private static final boolean[] PREFIXES = prefixes();

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
        "ein",
        "fein",
        "employer id",
        "employer identification",
        "employer number",
        "federal tax",
        "federal id",
        "tax id",
        "tax identification",
        "taxid",
        "tin",
        "irs number");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    if (!PREFIXES[(int) run.number(0, 2)] || !run.isAlone()) {
      return null;
    }
    boolean isTypical = run.isGrouped(2, 7);
    boolean isBare = run.separators() == 0;
    return isTypical || (isBare && run.isCued()) ? Confidence.LOW : null;
  }

  private static boolean[] prefixes() {
    boolean[] prefixes = new boolean[100];
    int[][] ranges = {
      {1, 6}, {10, 16}, {20, 27}, {30, 48}, {50, 68}, {71, 77}, {80, 88}, {90, 95}, {98, 99}
    };
    for (int[] range : ranges) {
      Arrays.fill(prefixes, range[0], range[1] + 1, true);
    }
    return prefixes;
  }
}
