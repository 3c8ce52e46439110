package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * A user and a password in base 64, as package managers and Docker keep them: {@code _auth=...} in
 * {@code .npmrc}, {@code "auth": "..."} in {@code config.json}. What it decodes to tells it.
 */
final class AuthField implements AnchoredRule {
  private static final String RULE = "CREDENTIALS:auth";

  /** Shorter ones are words. */
  private static final int SHORTEST = 8;

  private static final int LONGEST = 1024;
  private static final int MOST_CLOSING = 4;
  private static final int MOST_BLANKS = 8;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return List.of("auth", "authident");
  }

  @Override
  public void look(FoldedText text, int start, int nameEnd, Findings found) {
    int sign = pastBlanks(text, pastQuotes(text, nameEnd));
    if (text.at(sign) != '=' && text.at(sign) != ':') {
      return;
    }
    int value = pastQuotes(text, pastBlanks(text, sign + 1));
    int end = Alphabet.PADDED.end(text, value, LONGEST);
    boolean isPair =
        end - value >= SHORTEST
            && !Alphabet.PADDED.has(text.at(end))
            && text.at(end) != '.'
            && BasicPair.isOne(text, value, end);
    if (isPair) {
      found.add(Entities.CREDENTIALS, value, end, Confidence.HIGH, RULE);
    }
  }

  private static int pastQuotes(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_CLOSING && "\"'\\".indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }
}
