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
 * The token of a bot at Discord: its id of 17 to 20 digits in base 64, the time in six chars and a
 * signature, with full stops between them. Nothing else decodes so.
 */
final class DiscordToken implements AnchoredRule {
  private static final String RULE = "API_KEY:discord";
  private static final int FEWEST_DIGITS = 17;
  private static final int MOST_DIGITS = 20;

  /** So many chars encode 20 digits, with some for those that older tokens have besides. */
  private static final int LONGEST_ID = 28;

  private static final int TIME = 6;
  private static final int SHORTEST_SIGNATURE = 27;
  private static final int LONGEST_SIGNATURE = 40;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.API_KEY);
  }

  @Override
  public List<String> anchors() {
    return List.of(".");
  }

  @Override
  public void look(FoldedText text, int dot, int afterDot, Findings found) {
    int second = afterDot + TIME;
    if (text.at(second) != '.' || Alphabet.WORD.end(text, afterDot, TIME) != second) {
      return;
    }
    int signature = second + 1;
    int end = Alphabet.WORD.end(text, signature, LONGEST_SIGNATURE);
    int start = Alphabet.WORD.start(text, dot, LONGEST_ID);
    boolean isWhole = end - signature >= SHORTEST_SIGNATURE && !Alphabet.WORD.has(text.at(end));
    boolean isToken =
        isWhole
            && Boundary.isFreeBefore(text, start)
            && isId(text, start, dot)
            && Variety.of(text, signature, end).isVaried();
    if (isToken) {
      found.add(Entities.API_KEY, start, end, Confidence.HIGH, RULE);
    }
  }

  /** Whether these chars are base 64 of so many digits. */
  private static boolean isId(FoldedText text, int start, int end) {
    int bits = 0;
    int count = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      int value = Alphabet.valueInBase64(text.at(i));
      if (value < 0) {
        return false;
      }
      bits = (bits << 6 | value) & 0xFFFF;
      count += 6;
      if (count >= 8) {
        count -= 8;
        int octet = bits >> count & 0xFF;
        if (octet < '0' || octet > '9') {
          return false;
        }
        digits++;
      }
    }
    return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
  }
}
