package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** The secret that belongs to an AWS key's id: forty chars that look like nothing, near the id. */
final class AwsSecret implements AnchoredRule {
  private static final int LENGTH = 40;
  private static final int ID_LENGTH = 20;

  /** How far behind the id, or before it, the secret begins. */
  private static final int REACH = 160;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.API_KEY);
  }

  @Override
  public List<String> anchors() {
    return List.of("AKIA", "ASIA");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int idEnd = Alphabet.UPPER.end(text, start, ID_LENGTH + 1);
    if (idEnd - start == ID_LENGTH) {
      within(text, start - REACH, start, found);
      within(text, idEnd, idEnd + REACH, found);
    }
  }

  private static void within(FoldedText text, int from, int to, Findings found) {
    int at = Math.max(0, from);
    while (at < to && at < text.length()) {
      int end = Alphabet.BASE64.end(text, at, LENGTH + 1);
      boolean isWhole = end - at == LENGTH && !Alphabet.BASE64.has(text.at(at - 1));
      if (isWhole && Variety.of(text, at, end).isRandom()) {
        found.add(Entities.API_KEY, at, end, Confidence.HIGH, "API_KEY:aws-secret");
      }
      at = Math.max(at + 1, end);
    }
  }
}
