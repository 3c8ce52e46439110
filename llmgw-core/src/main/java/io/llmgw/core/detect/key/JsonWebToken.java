package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A JSON web token (RFC 7519): three parts, or five where it is encrypted (RFC 7516), of which the
 * first is a JSON object that names an algorithm. The last part may be missing or empty.
 */
final class JsonWebToken implements AnchoredRule {
  /** How a JSON object begins in base 64. */
  private static final String BEGINNING = "eyJ";

  private static final int LONGEST_HEADER = 4096;
  private static final int SHORTEST_LINE = 16;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.JWT);
  }

  @Override
  public List<String> anchors() {
    return List.of(BEGINNING);
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    char before = text.at(start - 1);
    boolean isFree = !Alphabet.DOTTED.has(before) || before == '-' || before == '_';
    if (!text.isAt(start, BEGINNING) || !isFree) {
      return;
    }
    int headerEnd = Alphabet.WORD.end(text, start, LONGEST_HEADER);
    boolean isLong = headerEnd - start == LONGEST_HEADER && Alphabet.WORD.has(text.at(headerEnd));
    // What comes behind is read last, as it has no bound.
    if ((!isLong && text.at(headerEnd) != '.') || !namesAlgorithm(text, start, headerEnd)) {
      return;
    }
    if (isLong) { // as with a chain of certificates in it: no more of it is read as JSON
      found.add(Entities.JWT, start, found.runEnd(headerEnd), Confidence.HIGH, "JWT");
      return;
    }
    int payload = headerEnd + 1;
    int payloadEnd = partEnd(text, payload);
    if (payloadEnd == payload) {
      return;
    }
    int tokenEnd = payloadEnd;
    for (int part = 3; part <= 5 && text.at(tokenEnd) == '.'; part++) {
      int partEnd = partEnd(text, tokenEnd + 1);
      if (partEnd == tokenEnd + 1) {
        break;
      }
      tokenEnd = partEnd;
    }
    found.add(Entities.JWT, start, tokenEnd, Confidence.HIGH, "JWT");
  }

  /** Where a part ends; it begins, or goes on, behind the end of a line, where no words do. */
  private static int partEnd(FoldedText text, int start) {
    int end = Alphabet.WORD.end(text, start, Integer.MAX_VALUE);
    while (true) {
      int next = LineBreak.past(text, end);
      int lineEnd = next < 0 ? -1 : Alphabet.WORD.end(text, next, Integer.MAX_VALUE);
      if (lineEnd - next < SHORTEST_LINE || !isOfToken(Variety.of(text, next, lineEnd))) {
        return end;
      }
      end = lineEnd;
    }
  }

  private static boolean isOfToken(Variety variety) {
    return variety.isRandom() || (variety.upper() > 2 && variety.lower() > 2 && variety.isVaried());
  }

  private static boolean namesAlgorithm(FoldedText text, int start, int end) {
    if ((end - start) % 4 == 1) {
      return false; // no bytes have so many chars
    }
    byte[] bytes =
        Base64.getUrlDecoder().decode(text.part(start, end).getBytes(StandardCharsets.US_ASCII));
    return new String(bytes, StandardCharsets.UTF_8).contains("\"alg\"");
  }
}
