package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address of version 6 of the protocol (RFC 4291, 2.2), with its zone (RFC 4007, 11) and the
 * prefix of its network if they are written. It is read from its first colon on.
 */
final class Ipv6Address implements AnchoredRule {
  private static final int LONGEST_GROUP = 4;
  private static final int LONGEST_ZONE = 16;
  private static final int LONGEST_PREFIX = 128;

  @Override
  public Set<EntityType> types() {
    return PrivateRange.BOTH;
  }

  @Override
  public List<String> anchors() {
    return List.of(":");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int from = Digits.hexStart(text, start, LONGEST_GROUP);
    boolean mayBegin = Digits.isHex(text.at(end)) || text.at(end) == ':';
    if (!mayBegin || !isBeginning(text, from) || (from == start && text.at(end) != ':')) {
      return;
    }
    Ipv6Groups groups = Ipv6Groups.read(text, from);
    if (groups == null) {
      return;
    }
    Confidence confidence = confidence(text, groups);
    if (confidence != null) {
      int whole = NetworkPrefix.end(text, zoneEnd(text, groups.end()), LONGEST_PREFIX);
      found.add(PrivateRange.of(text, groups), from, whole, confidence, "IPV6");
    }
  }

  /** Whether nothing of an address stands before this place; a word and a colon may. */
  private static boolean isBeginning(FoldedText text, int from) {
    char before = text.at(from - 1);
    if (before != ':') {
      return !isOfWord(before) && before != '.';
    }
    int end = from - 1;
    int group = Digits.hexStart(text, end, LONGEST_GROUP);
    return group < end ? isOfWord(text.at(group - 1)) : text.at(end - 1) != ':';
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int zoneEnd(FoldedText text, int end) {
    if (text.at(end) != '%' || !Character.isLetterOrDigit(text.at(end + 1))) {
      return end;
    }
    int at = end + 1;
    int zone = at;
    while (at - end <= LONGEST_ZONE && isOfZone(text.at(at))) {
      at++;
      zone = text.at(at - 1) == '.' ? zone : at;
    }
    return zone;
  }

  private static boolean isOfZone(char c) {
    return isOfWord(c) || c == '-' || c == '.';
  }

  /**
   * How sure it is: {@code std::vec}, {@code x[::2]} and {@code a::b} stand in programs. Null for
   * none: eight pairs are the address of a device, and two colons alone are nobody's.
   */
  private static @Nullable Confidence confidence(FoldedText text, Ipv6Groups groups) {
    if (groups.count() == 0 || groups.isPairs()) {
      return null;
    }
    if (groups.hasQuad()) {
      return Confidence.HIGH;
    }
    if (!groups.hasGap()) {
      return groups.longest() > 2 || groups.hasLetters() ? Confidence.HIGH : Confidence.LOW;
    }
    if (groups.hasDigits() && groups.first() > 2 && groups.count() > 2) {
      return Confidence.HIGH;
    }
    if (groups.hasDigits() && groups.first() == LONGEST_GROUP && groups.count() == 2) {
      return Confidence.MEDIUM;
    }
    boolean isNamed =
        !isSlice(text, groups.start())
            && AddressCues.ADDRESS.isNear(text, groups.start(), groups.end());
    return isNamed ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whether it stands behind a bracket that a name goes on with, as in {@code x[::2]}. */
  private static boolean isSlice(FoldedText text, int start) {
    char before = text.at(start - 2);
    return text.at(start - 1) == '[' && (isOfWord(before) || before == ')' || before == ']');
  }
}
