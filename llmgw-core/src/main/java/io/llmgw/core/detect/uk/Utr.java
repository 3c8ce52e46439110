package io.llmgw.core.detect.uk;

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
 * The unique reference of a taxpayer: its first digit checks the other nine, by weights, modulo 11
 * (HMRC, as in python-stdnum gb.utr).
 */
final class Utr implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_UTR;
  }

  private static final String CHECK_DIGITS = "21987654321";

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(10));
  }

  @Override
  public int separators() {
    return Run.BLANK;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "utr", "taxpayer reference", "tax reference", "self assessment", "hmrc", "tax ref");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    int remainder = Weighted.sum(run, 1, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11;
    boolean isUtr =
        run.at(0) == CHECK_DIGITS.charAt(remainder)
            && (run.separators() == 0 || run.isGrouped(5, 5))
            && run.isAlone();
    return isUtr ? Confidence.LOW : null;
  }
}
