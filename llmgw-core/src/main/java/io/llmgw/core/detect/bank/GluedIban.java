package io.llmgw.core.detect.bank;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.List;
import java.util.Set;

/**
 * An {@link Iban} to which a word is glued: a currency behind it, as messages between banks have it
 * in {@code :25:DE89370400440532013000EUR}, or its name before it. Its country says where it ends.
 * In one piece or in fours, and in one case; in lower case, which codes drawn at random have, near
 * a word for it.
 */
final class GluedIban implements NumberRule {
  private static final int GROUP = 4;

  private static final List<String> NAMES = new Iban().cues();

  private static final Cues CUES = Cues.of(NAMES.toArray(String[]::new));

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.IBAN);
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    int start = index - 2;
    boolean isLower = isLower(text.at(start));
    int length = Iban.length(upper(text.at(start)), upper(text.at(start + 1)));
    if (length == 0) {
      return;
    }
    boolean isNamed = isNamed(text, start);
    if (Character.isLetterOrDigit(text.at(start - 1)) && !isNamed) {
      return;
    }
    boolean isInFours = text.at(start + GROUP) == ' ';
    int end = end(text, start, length, isInFours, isLower);
    boolean isGlued = end > 0 && isGlued(text, end, isNamed);
    if (isGlued
        && remainder(text, start, length, isInFours) == 1
        && (!isLower || isNamed || CUES.isNear(text, start, end))) {
      found.add(Entities.IBAN, start, end, Confidence.HIGH, Entities.IBAN.name());
    }
  }

  /** Whether a word for it ends here, to which it is glued. */
  private static boolean isNamed(FoldedText text, int start) {
    for (int i = 0; i < NAMES.size(); i++) {
      int name = start - NAMES.get(i).length();
      if (text.hasAt(name, NAMES.get(i)) && !Character.isLetterOrDigit(text.at(name - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word goes on behind it, or nothing does where one is glued before it. */
  private static boolean isGlued(FoldedText text, int end, boolean isNamed) {
    char behind = text.at(end);
    return Character.isLetter(behind) || (isNamed && !Character.isDigit(behind));
  }

  /** Where so many chars end; -1 if there are others among them, or letters of the other case. */
  private static int end(
      FoldedText text, int start, int length, boolean isInFours, boolean isLower) {
    for (int i = 0; i < length; i++) {
      int at = place(start, i, isInFours);
      boolean isGap = isInFours && i > 0 && i % GROUP == 0;
      if (!isPart(text.at(at), isLower) || (isGap && text.at(at - 1) != ' ')) {
        return -1;
      }
    }
    return place(start, length - 1, isInFours) + 1;
  }

  /** The number with its first four chars last, modulo 97. */
  private static int remainder(FoldedText text, int start, int length, boolean isInFours) {
    int remainder = 0;
    for (int i = 0; i < length; i++) {
      char c = upper(text.at(place(start, (i + GROUP) % length, isInFours)));
      remainder = Iban.remainder(remainder, c);
    }
    return remainder;
  }

  private static int place(int start, int index, boolean isInFours) {
    return start + index + (isInFours ? index / GROUP : 0);
  }

  private static boolean isPart(char c, boolean isLower) {
    return (c >= '0' && c <= '9') || (isLower ? isLower(c) : c >= 'A' && c <= 'Z');
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static char upper(char c) {
    return isLower(c) ? (char) (c - 'a' + 'A') : c;
  }
}
