package io.llmgw.core.detect.health;

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
 * The number of a physician in Germany for life: a check digit by the weights 4 and 9, and two
 * digits of the specialty (KBV, Arztnummern).
 */
final class Lanr implements Identifier {
  @Override
  public EntityType type() {
    return Entities.DE_LANR;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(9));
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "lanr", "arztnummer", "arzt-nr", "arzt nr", "arztnr", "vertragsarzt", "behandelnder arzt");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    int check = (10 - Weighted.sum(run, 0, 4, 9, 4, 9, 4, 9) % 10) % 10;
    boolean isLanr = check == run.digit(6) && run.number(7, 9) > 0 && run.isAlone();
    return isLanr ? Confidence.LOW : null;
  }
}
