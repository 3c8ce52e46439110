package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import java.util.Set;

/**
 * What lets the holder of a cookie or a URL in: the id of a session, and the signature of a URL.
 * Elsewhere these names tell which lines of a log belong together.
 */
final class SharedParameter implements AnchoredRule {
  private static final String RULE = Entities.CREDENTIALS + ":parameter";
  private static final int SHORTEST = 12;
  private static final int LONGEST_NAME = 20;

  /** How far before it "cookie" stands. */
  private static final int REACH = 120;

  private static final Cues COOKIE = Cues.of("cookie", "set-cookie", "cookies");
  private static final String SIGNATURE = "sig=";
  private static final List<String> NAMES =
      List.of("session=", "sid=", "phpsessid=", "connect.sid=", SIGNATURE);

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return List.of("session=", "sid=", "sessid=", SIGNATURE);
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int name = start;
    while (start - name < LONGEST_NAME && isOfName(text.at(name - 1))) {
      name--;
    }
    if (!isKnown(text, name, end) || !isShared(text, name)) {
      return;
    }
    // Without a bound: no other name with its sign can stand in what is read.
    int valueEnd = end;
    while (isOfValue(text.at(valueEnd))) {
      valueEnd++;
    }
    while (text.at(valueEnd) == '=') {
      valueEnd++;
    }
    Assigned value = new Assigned(end, valueEnd, Assigned.How.PLAIN);
    if (valueEnd - end >= SHORTEST
        && Variety.of(text, end, value.judgedEnd()).isRandom()
        && !OtherValue.is(text, value)) {
      found.add(Entities.CREDENTIALS, end, valueEnd, Confidence.MEDIUM, RULE);
    }
  }

  private static boolean isKnown(FoldedText text, int start, int end) {
    for (String name : NAMES) {
      if (name.length() == end - start && text.hasAt(start, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isShared(FoldedText text, int name) {
    char before = text.at(name - 1);
    return before == '?'
        || before == '&'
        || (!text.hasAt(name, SIGNATURE) && COOKIE.isWithin(text, name - REACH, name));
  }

  private static boolean isOfName(char c) {
    return Alphabet.WORD.has(c) || c == '.';
  }

  private static boolean isOfValue(char c) {
    return Alphabet.DOTTED.has(c) || "+/%:!*".indexOf(c) >= 0;
  }
}
