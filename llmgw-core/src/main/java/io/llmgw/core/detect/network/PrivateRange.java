package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.FoldedText;
import java.util.Set;

/** Which addresses are those of a private network, of the loopback, or of the link. */
final class PrivateRange {
  /** What rules for addresses may find. */
  static final Set<EntityType> BOTH = Set.of(Entities.IP_ADDRESS, Entities.PRIVATE_IP);

  private static final int HEX = 16;

  private PrivateRange() {}

  /** The type of an address of version 4 that begins here: RFC 1918, 3; RFC 1122, 3.2.1.3; 3927. */
  static EntityType ofQuad(FoldedText text, int start) {
    int first = number(text, start, 10);
    int second = number(text, afterDot(text, start), 10);
    boolean isPrivate =
        first == 10
            || first == 127
            || (first == 172 && second >= 16 && second <= 31)
            || (first == 192 && second == 168)
            || (first == 169 && second == 254);
    return isPrivate ? Entities.PRIVATE_IP : Entities.IP_ADDRESS;
  }

  /** The type of an address of version 6: RFC 4193, 3.1; RFC 4291, 2.5.3 and 2.5.6. */
  static EntityType of(FoldedText text, Ipv6Groups groups) {
    if (groups.hasQuad()) {
      return groups.isMapped(text) ? ofQuad(text, groups.quad(text)) : Entities.IP_ADDRESS;
    }
    int start = groups.start();
    if (groups.first() == 0) {
      boolean isLoopback = groups.count() == 1 && number(text, start + 2, HEX) == 1;
      return isLoopback ? Entities.PRIVATE_IP : Entities.IP_ADDRESS;
    }
    int first = number(text, start, HEX);
    boolean isLocal = (first & 0xFE00) == 0xFC00 || (first & 0xFFC0) == 0xFE80;
    return isLocal || isWrittenOut(text, groups) ? Entities.PRIVATE_IP : Entities.IP_ADDRESS;
  }

  /** Whether it is the loopback with its zeros, as in {@code 0:0:0:0:0:0:0:1} or {@code 0::1}. */
  private static boolean isWrittenOut(FoldedText text, Ipv6Groups groups) {
    for (int i = groups.start(); i < groups.end() - 1; i++) {
      if (text.at(i) != '0' && text.at(i) != ':') {
        return false;
      }
    }
    return text.at(groups.end() - 1) == '1';
  }

  private static int afterDot(FoldedText text, int start) {
    int at = start;
    while (Digits.isDecimal(text.at(at))) {
      at++;
    }
    return at + 1;
  }

  /** The number that begins here, of an address that has been read. */
  private static int number(FoldedText text, int start, int radix) {
    int value = 0;
    for (int at = start; Digits.isHex(text.at(at)); at++) {
      int digit = Character.digit(text.at(at), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
