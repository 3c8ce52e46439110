package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRow;
import java.util.List;
import java.util.Set;

/**
 * The address of a network card (IEEE 802, EUI-48 and EUI-64): six or eight pairs with colons or
 * hyphens, or three groups of four with dots. It is read from its first separator on.
 */
final class MacAddress implements AnchoredRule {
  private static final Cues CUES =
      Cues.of(
          "mac", "macs", "ethernet", "wifi", "wlan", "bluetooth", "hardware", "physical", "hwaddr");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.MAC_ADDRESS);
  }

  @Override
  public List<String> anchors() {
    return List.of(":", "-", ".");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    char separator = text.at(start);
    int size = separator == '.' ? 4 : 2;
    int from = Digits.hexStart(text, start, size);
    if (start - from < size || !isBeginning(text, from, separator, size)) {
      return;
    }
    int at = start;
    int groups = 1;
    while (groups <= 8
        && text.at(at) == separator
        && Digits.hexEnd(text, at + 1, size) == at + 1 + size) {
      at += 1 + size;
      groups++;
    }
    boolean isWhole = size == 4 ? groups == 3 : groups == 6 || groups == 8;
    if (isWhole && !isGoingOn(text, at, separator) && !isNobodys(text, from, at)) {
      found.add(Entities.MAC_ADDRESS, from, at, confidence(text, from, at), "MAC_ADDRESS");
    }
  }

  /** Whether no group of the same kind stands before; a word and a colon or hyphen may. */
  private static boolean isBeginning(FoldedText text, int from, char separator, int size) {
    char before = text.at(from - 1);
    if (before != separator) {
      return !Character.isLetterOrDigit(before);
    }
    if (separator == '.') {
      return false;
    }
    int end = from - 1;
    boolean isGroup = end - Digits.hexStart(text, end, size) == size;
    return !isGroup || Character.isLetterOrDigit(text.at(end - size - 1));
  }

  private static boolean isGoingOn(FoldedText text, int end, char separator) {
    char after = text.at(end);
    return Character.isLetterOrDigit(after)
        || (after == separator && Character.isLetterOrDigit(text.at(end + 1)));
  }

  /** Whether it is all zeros, or all ones, which speaks to everybody. */
  private static boolean isNobodys(FoldedText text, int from, int to) {
    char first = Character.toUpperCase(text.at(from));
    if (first != '0' && first != 'F') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (Digits.isHex(text.at(i)) && Character.toUpperCase(text.at(i)) != first) {
        return false;
      }
    }
    return true;
  }

  /** Without colons, decimal digits alone may be anything, and groups of letters be words. */
  private static Confidence confidence(FoldedText text, int from, int to) {
    boolean hasDigits = false;
    boolean hasLetters = false;
    for (int i = from; i < to; i++) {
      boolean isDigit = Digits.isDecimal(text.at(i));
      hasDigits |= isDigit;
      hasLetters |= !isDigit && Digits.isHex(text.at(i));
    }
    boolean isPairs = !Digits.isHex(text.at(from + 2));
    boolean isSure = text.at(from + 2) == ':' || (hasLetters && (hasDigits || isPairs));
    boolean isCued = !isSure && CUES.isNear(text, from, to);
    return isSure || (isCued && !NumberRow.isOfOther(text, from, to, CUES))
        ? Confidence.HIGH
        : Confidence.LOW;
  }
}
