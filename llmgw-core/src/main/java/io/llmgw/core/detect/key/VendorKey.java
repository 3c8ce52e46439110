package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** A key that its vendor made to be recognised, by one line of {@link VendorTable}. */
final class VendorKey implements AnchoredRule {
  /** Shorter literals are looked for together with the next char, as words are full of them. */
  private static final int SHORT = 3;

  private static final String NEXT = "0123456789abcdef";

  private final KeyShape shape;
  private final String name;

  VendorKey(KeyShape shape) {
    this.shape = shape;
    this.name = "API_KEY:" + shape.vendor();
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.API_KEY);
  }

  @Override
  public List<String> anchors() {
    String literal = shape.literal();
    return literal.length() >= SHORT || shape.before() != null
        ? List.of(literal)
        : NEXT.chars().mapToObj(next -> literal + (char) next).toList();
  }

  @Override
  public void look(FoldedText text, int literal, int end, Findings found) {
    int afterLiteral = literal + shape.literal().length();
    if (!text.isAt(literal, shape.literal())) {
      return;
    }
    int start = shape.start(text, literal, afterLiteral);
    int keyEnd = start < 0 ? -1 : shape.end(text, afterLiteral);
    if (keyEnd < 0 || !Boundary.isFreeBefore(text, Math.min(start, literal))) {
      return;
    }
    int body = shape.before() == null ? afterLiteral : start;
    Confidence confidence = shape.check().judge(text, body, keyEnd);
    if (confidence != null) {
      int last = shape.goesOn(text, keyEnd) ? found.runEnd(keyEnd) : keyEnd;
      found.add(Entities.API_KEY, start, last, confidence, name);
    }
  }
}
