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
 * The Indian permanent account number (Income-tax Rules, 114): five letters, of which the fourth
 * tells the kind of its holder, four digits and a letter.
 */
final class InPan implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("AAAAA9999A"));

  /** Person, company, family, firm, association, trust, body, local authority, other, state. */
  private static final String KINDS = "PCHFATBLJGE";

  @Override
  public EntityType type() {
    return Entities.IN_PAN;
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
    return List.of("pan", "permanent account", "income tax", "tax");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isPan = KINDS.indexOf(run.at(3)) >= 0 && run.number(5, 9) > 0 && run.separators() == 0;
    if (!isPan) {
      return null;
    }
    return run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
  }
}
