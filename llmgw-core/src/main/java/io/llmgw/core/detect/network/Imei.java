package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Luhn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of a mobile device (3GPP TS 23.003, 6.2 and annex B): fifteen digits, Luhn's last. */
final class Imei implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.digits(15));

  @Override
  public EntityType type() {
    return Entities.IMEI;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "imei",
        "phone",
        "device",
        "handset",
        "mobile",
        "handy",
        "telefon",
        "telephone",
        "telefono",
        "celular",
        "movil");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isImei = !run.isUniform() && !run.continuesNumber() && Luhn.isValid(run);
    if (!isImei) {
      return null;
    }
    boolean isWritten = run.isGrouped(2, 6, 6, 1) || run.isGrouped(6, 2, 6, 1);
    if (run.separators() != 0 && !isWritten && !run.isGrouped(8, 6, 1)) {
      return null;
    }
    return isWritten ? Confidence.MEDIUM : Confidence.LOW;
  }
}
