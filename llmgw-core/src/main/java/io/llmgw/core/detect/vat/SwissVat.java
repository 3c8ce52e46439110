package io.llmgw.core.detect.vat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Weighted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Swiss number of an enterprise (UIDV, article 3), which is that of its tax as well. */
final class SwissVat implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("AAA999999999"));
  private static final int[] WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4};
  private static final int FIRST = 3;

  @Override
  public EntityType type() {
    return Entities.EU_VAT;
  }

  @Override
  public String name() {
    return "EU_VAT_CH";
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
  public boolean mixesSeparators() {
    return true;
  }

  @Override
  public List<String> cues() {
    return List.of("mwst", "tva", "iva", "uid", "ide", "vat", "steuer");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isSwiss =
        run.at(0) == 'C'
            && run.at(1) == 'H'
            && run.at(2) == 'E'
            && !run.isSplitAt(1)
            && !run.isSplitAt(2)
            && (11 - Weighted.sum(run, FIRST, WEIGHTS) % 11) % 11 == run.digit(11)
            && !run.isPartOfMore();
    return isSwiss ? Confidence.HIGH : null;
  }
}
