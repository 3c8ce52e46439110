package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows the scheme in a header for authorization (RFC 9110, 11.4): Basic, Bearer, others.
 */
final class Authorization implements AnchoredRule {
  private static final int SHORTEST_BASIC = 8;
  private static final int SHORTEST_TOKEN = 16;

  /** How far before a scheme the name of the header stands. */
  private static final int HEADER_REACH = 24;

  /** A header may go on on the next line, or is written so. */
  private static final List<String> ANCHORS =
      Stream.of("basic", "bearer", "token", "apikey", "ssws")
          .flatMap(scheme -> Stream.of(" ", "\t", "\r", "\n").map(scheme::concat))
          .toList();

  private static final int MOST_BLANKS = 24;

  private static final Cues HEADERS = Cues.of("authorization", "proxy-authorization");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return ANCHORS;
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int value = end;
    while (value - end < MOST_BLANKS && isBlank(text.at(value))) {
      value++;
    }
    int tokenEnd = tokenEnd(text, value);
    Confidence confidence = confidence(text, start, value, tokenEnd);
    if (confidence != null) {
      found.add(Entities.CREDENTIALS, value, tokenEnd, confidence, "CREDENTIALS:authorization");
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /**
   * Where the token ends, without a full stop at its end. Without a bound: no other scheme can
   * stand in what is read, as a blank follows each.
   */
  private static int tokenEnd(FoldedText text, int start) {
    int end = start;
    int at = start;
    while (at == end || Alphabet.TOKEN.has(text.at(at))) {
      end = Alphabet.TOKEN.end(text, at, Integer.MAX_VALUE);
      at = end;
      while (text.at(at) == '.') {
        at++;
      }
      if (at == end) {
        return end;
      }
    }
    return end;
  }

  private static @Nullable Confidence confidence(FoldedText text, int start, int value, int end) {
    if (text.hasAt(start, "basic")) {
      boolean isPair = end - value >= SHORTEST_BASIC && BasicPair.isText(text, value, end);
      return isPair ? Confidence.HIGH : null;
    }
    Variety variety = Variety.of(text, value, end);
    if (HEADERS.isWithin(text, start - HEADER_REACH, start)) {
      return end - value >= SHORTEST_BASIC && variety.isVaried() && variety.digits() > 0
          ? Confidence.MEDIUM
          : null;
    }
    boolean isToken =
        text.hasAt(start, "bearer") && end - value >= SHORTEST_TOKEN && variety.isRandom();
    return isToken ? Confidence.MEDIUM : null;
  }
}
