package io.llmgw.core.detect.bank;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;

/**
 * An {@link Iban} to which a word is glued, as messages between banks have it: {@code
 * :25:DE89370400440532013000EUR}. Its country says where it ends. In upper case, in one piece or in
 * fours.
 */
final class GluedIban implements NumberRule {
  private static final int GROUP = 4;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.IBAN);
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    int start = index - 2;
    int length = Iban.length(text.at(start), text.at(start + 1));
    if (length == 0 || Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    boolean isInFours = text.at(start + GROUP) == ' ';
    int end = end(text, start, length, isInFours);
    boolean isGlued = end > 0 && Character.isLetter(text.at(end));
    if (isGlued && remainder(text, start, length, isInFours) == 1) {
      found.add(Entities.IBAN, start, end, Confidence.HIGH, Entities.IBAN.name());
    }
  }

  /** Where so many chars end; -1 if there are others among them. */
  private static int end(FoldedText text, int start, int length, boolean isInFours) {
    for (int i = 0; i < length; i++) {
      int at = place(start, i, isInFours);
      boolean isGap = isInFours && i > 0 && i % GROUP == 0;
      if (!isPart(text.at(at)) || (isGap && text.at(at - 1) != ' ')) {
        return -1;
      }
    }
    return place(start, length - 1, isInFours) + 1;
  }

  /** The number with its first four chars last, modulo 97. */
  private static int remainder(FoldedText text, int start, int length, boolean isInFours) {
    int remainder = 0;
    for (int i = 0; i < length; i++) {
      char c = text.at(place(start, (i + GROUP) % length, isInFours));
      remainder = Iban.remainder(remainder, c);
    }
    return remainder;
  }

  private static int place(int start, int index, boolean isInFours) {
    return start + index + (isInFours ? index / GROUP : 0);
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}
