package io.llmgw.core.detect.world;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Indian tax number of goods and services (GSTN): state, permanent account number, order, Z,
 * and a char of control by 36.
 */
final class InGstin implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("99AAAAA9999AXAX"));

  private static final int SIZE = 36;

  @Override
  public EntityType type() {
    return Entities.IN_GSTIN;
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
    return List.of("gstin", "gst");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    long state = run.number(0, 2);
    boolean isState = (state >= 1 && state <= 38) || state == 96 || state == 97 || state == 99;
    boolean isGstin =
        isState
            && run.at(12) != '0'
            && run.at(13) == 'Z'
            && run.separators() == 0
            && control(run) == value(run.at(14));
    return isGstin ? Confidence.HIGH : null;
  }

  /** Every second char counts twice, and each product is the sum of its two digits to base 36. */
  private static int control(Run run) {
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = value(run.at(i)) * (1 + i % 2);
      sum += product / SIZE + product % SIZE;
    }
    return (SIZE - sum % SIZE) % SIZE;
  }

  private static int value(char c) {
    return c <= '9' ? c - '0' : c - 'A' + 10;
  }
}
