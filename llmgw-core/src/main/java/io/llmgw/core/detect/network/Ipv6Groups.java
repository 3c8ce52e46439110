package io.llmgw.core.detect.network;

import io.llmgw.core.detect.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an address of version 6.
 *
 * @param start index of its first char
 * @param end index after its last
 * @param count of groups that are written; a dotted quad stands for two
 * @param first number of digits of the first group, 0 if the address begins with colons
 * @param longest number of digits of the longest group
 * @param hasGap whether two colons stand for groups of zeros
 * @param hasQuad whether it ends as an address of version 4
 * @param isPairs whether it is eight groups of two digits
 */
record Ipv6Groups(
    int start,
    int end,
    int count,
    int first,
    int longest,
    boolean hasGap,
    boolean hasQuad,
    boolean isPairs,
    boolean hasDigits,
    boolean hasLetters) {
  private static final int ALL = 8;
  private static final int LONGEST = 4;

  /** The groups that begin here; null if they are no address. */
  static @Nullable Ipv6Groups read(FoldedText text, int start) {
    Reader reader = new Reader(text, start);
    return reader.read() ? reader.groups() : null;
  }

  /**
   * Whether one that ends in a quad is an address of version 4 as one of version 6 (RFC 4291,
   * 2.5.5.2).
   */
  boolean isMapped(FoldedText text) {
    int at = quad(text) - 1;
    boolean isMarked = text.hasAt(at - LONGEST, "ffff") && text.at(at - LONGEST - 1) == ':';
    for (int i = start; i < at - LONGEST; i++) {
      isMarked &= text.at(i) == '0' || text.at(i) == ':';
    }
    return isMarked;
  }

  /** Where the dotted quad at the end begins. */
  int quad(FoldedText text) {
    int at = end;
    while (text.at(at - 1) != ':') {
      at--;
    }
    return at;
  }

  /** Reads group by group. */
  private static final class Reader {
    private final FoldedText text;
    private final int start;
    private int at;
    private int count;
    private int first;
    private int longest;
    private int shortest = LONGEST;
    private boolean hasGap;
    private boolean hasQuad;

    Reader(FoldedText text, int start) {
      this.text = text;
      this.start = start;
      this.at = start;
    }

    /** Whether there is an address; it ends at {@code at}. */
    boolean read() {
      boolean goesOn = true;
      if (text.at(at) == ':') {
        hasGap = true;
        at += 2;
      }
      while (goesOn && count < ALL) {
        goesOn = readQuad() ? false : readGroup() && readColon();
      }
      char after = text.at(at);
      boolean isCut =
          Character.isLetterOrDigit(after)
              || after == '_'
              || ((after == ':' || after == '.') && Digits.isHex(text.at(at + 1)))
              || (after == ':' && text.at(at + 1) == ':');
      return !isCut && (hasGap ? count < ALL : count == ALL);
    }

    private boolean readQuad() {
      boolean mayStand = hasGap ? count < ALL - 2 : count == ALL - 2;
      int end = mayStand ? DottedQuad.end(text, at) : -1;
      if (end < 0) {
        return false;
      }
      at = end;
      count += 2;
      hasQuad = true;
      return true;
    }

    private boolean readGroup() {
      int end = Digits.hexEnd(text, at, LONGEST);
      int length = end - at;
      if (length == 0) {
        return false;
      }
      if (at == start) {
        first = length;
      }
      at = end;
      count++;
      longest = Math.max(longest, length);
      shortest = Math.min(shortest, length);
      return true;
    }

    /** Goes past what separates two groups, if another group or a gap follows. */
    private boolean readColon() {
      if (text.at(at) != ':') {
        return false;
      }
      if (text.at(at + 1) == ':' && !hasGap) {
        hasGap = true;
        at += 2;
        return true;
      }
      if (!Digits.isHex(text.at(at + 1))) {
        return false;
      }
      at++;
      return true;
    }

    Ipv6Groups groups() {
      boolean hasDigits = false;
      boolean hasLetters = false;
      for (int i = start; i < at; i++) {
        boolean isDigit = Digits.isDecimal(text.at(i));
        hasDigits |= isDigit;
        hasLetters |= !isDigit && Digits.isHex(text.at(i));
      }
      boolean isPairs = !hasGap && !hasQuad && longest == 2 && shortest == 2;
      return new Ipv6Groups(
          start, at, count, first, longest, hasGap, hasQuad, isPairs, hasDigits, hasLetters);
    }
  }
}
