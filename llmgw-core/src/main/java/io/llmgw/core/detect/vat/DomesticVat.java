package io.llmgw.core.detect.vat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A number as it is written in its own state, without the prefix: it needs a word near it. */
final class DomesticVat implements Identifier {
  private final String state;
  private final List<Shape> shapes;
  private final Predicate<Run> check;
  private final List<String> cues;

  private DomesticVat(String state, int digits, Predicate<Run> check, String... cues) {
    this.state = state;
    this.shapes = List.of(Shape.digits(digits));
    this.check = check;
    this.cues = List.of(cues);
  }

  /** Italy's and Poland's, which are seldom written with it. */
  static List<Identifier> all() {
    return List.of(
        new DomesticVat(
            "IT", 11, run -> WestVat.isItalian(run, 0), "partita iva", "p iva", "p.iva", "piva"),
        new DomesticVat(
            "PL", 10, run -> EastVat.isPolish(run, 0), "nip", "identyfikacji podatkowej"));
  }

  @Override
  public EntityType type() {
    return Entities.EU_VAT;
  }

  @Override
  public String name() {
    return "EU_VAT_" + state;
  }

  @Override
  public List<Shape> shapes() {
    return shapes;
  }

  @Override
  public List<String> cues() {
    return cues;
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isOne =
        (run.separators() == 0 || run.isGrouped(3, 3, 2, 2) || run.isGrouped(3, 2, 2, 3))
            && check.test(run)
            && !run.isPartOfMore();
    return isOne ? Confidence.LOW : null;
  }
}
