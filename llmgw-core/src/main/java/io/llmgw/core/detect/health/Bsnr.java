package io.llmgw.core.detect.health;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a practice in Germany (KBV, BSNR), which has no check digit; nothing without a cue.
 */
final class Bsnr implements Identifier {
  @Override
  public EntityType type() {
    return Entities.DE_BSNR;
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
        "bsnr",
        "betriebsstattennummer",
        "betriebsstattennr",
        "betriebsstatten-nr",
        "betriebsstatten nr",
        "betriebsstatte",
        "praxisnummer");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isBsnr = !run.isUniform() && run.isAlone() && run.isCued();
    return isBsnr ? Confidence.LOW : null;
  }
}
