package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;

/**
 * An address of version 4 of the protocol, with the prefix of its network if that is written. What
 * is numbered the same way, such as versions and sections, is told by how it is written and by the
 * last word before it that says what it is.
 */
final class Ipv4Address implements NumberRule {
  private static final int LONGEST_PREFIX = 32;

  /** Four single digits with dots between. */
  private static final int SHORTEST = 7;

  private static final int LONGEST_PORT = 5;
  private static final int PORTS = 65_536;
  private static final int FIRST_LARGE_PORT = 1024;

  private static final int DEEPEST_INDENT = 8;

  /** The longest name of a product before a slash and its version. */
  private static final int LONGEST_NAME = 32;

  @Override
  public Set<EntityType> types() {
    return PrivateRange.BOTH;
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    int end = DottedQuad.end(text, index);
    if (end < 0 || (isPartOfMore(text, index, end) && !isBeforePort(text, index, end))) {
      return;
    }
    int whole = isInUrl(text, index) ? end : NetworkPrefix.end(text, end, LONGEST_PREFIX);
    EntityType type = PrivateRange.ofQuad(text, index);
    found.add(type, index, whole, confidence(text, index, end), "IPV4");
  }

  private static boolean isPartOfMore(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    char after = text.at(end);
    return Character.isLetterOrDigit(before)
        || Character.isLetterOrDigit(after)
        || (before == '.' && Digits.isDecimal(text.at(start - 2)))
        || (after == '.' && Digits.isDecimal(text.at(end + 1)));
  }

  /**
   * Whether the number of a port goes on behind a full stop, as a sniffer writes it: {@code
   * 203.0.113.7.51022 > 198.51.100.2.443:}. Fifth parts of what else is numbered so are small.
   */
  private static boolean isBeforePort(FoldedText text, int start, int end) {
    int port = end + 1;
    int portEnd = port;
    int number = 0;
    while (portEnd - port < LONGEST_PORT && Digits.isDecimal(text.at(portEnd))) {
      number = number * 10 + text.at(portEnd++) - '0';
    }
    char after = text.at(portEnd);
    boolean isPort =
        text.at(end) == '.'
            && text.at(port) != '0'
            && number < PORTS
            && !Character.isLetterOrDigit(after)
            && after != '-'
            && !(after == '.' && Character.isLetterOrDigit(text.at(portEnd + 1)))
            && !Character.isLetterOrDigit(text.at(start - 1))
            && text.at(start - 1) != '.';
    boolean isOfPacket =
        text.isAt(portEnd, " > ") || text.isAt(start - 2, "> ") || text.isAt(start - 3, "IP ");
    boolean isOther = AddressCues.IDS.lastBefore(text, start) >= 0;
    return isPort && (isOfPacket || (number >= FIRST_LARGE_PORT && !isOther));
  }

  private static boolean isInUrl(FoldedText text, int start) {
    char before = text.at(start - 1);
    return before == '@' || (before == '/' && text.at(start - 2) == '/');
  }

  private static Confidence confidence(FoldedText text, int start, int end) {
    int address = AddressCues.ADDRESS.lastBefore(text, start);
    int numbering = AddressCues.NUMBERING.lastBefore(text, start);
    if (address > numbering) {
      return Confidence.HIGH;
    }
    boolean isOther =
        isSaid(text, numbering, start)
            || isAfterName(text, start, end)
            || isGoingOn(text, end)
            || isHeading(text, start, end);
    return isOther ? Confidence.LOW : Confidence.HIGH;
  }

  /** Whether a word that ends here speaks of this place: no sentence and no line ends between. */
  private static boolean isSaid(FoldedText text, int wordEnd, int start) {
    if (wordEnd < 0) {
      return false;
    }
    for (int i = wordEnd; i < start; i++) {
      char c = text.at(i);
      boolean endsSentence =
          c == '.' && text.at(i + 1) == ' ' && Character.isUpperCase(text.at(i + 2));
      if (c == '\n' || endsSentence) {
        return false;
      }
    }
    return true;
  }

  /**
   * As in {@code name-1.2.3.4}, {@code name_1.2.3.4}, {@code Name/1.2.3.4}, {@code name>=1.2.3.4},
   * {@code name:1.2.3.4}.
   */
  private static boolean isAfterName(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    char second = text.at(start - 2);
    return switch (before) {
      case '-' -> Character.isLetter(second);
      case '_', '^', '~' -> true;
      case '=' -> second == '=' || second == '>' || second == '<' || second == '~';
      case ':' -> ArtifactVersion.isAt(text, start);
      case '/' -> isProduct(text, start - 1) && text.at(end) != ':';
      default -> false;
    };
  }

  /** Whether a single word of letters stands before a slash: names of hosts have dots or digits. */
  private static boolean isProduct(FoldedText text, int slash) {
    int at = slash;
    while (slash - at < LONGEST_NAME && Character.isLetter(text.at(at - 1))) {
      at--;
    }
    char before = text.at(at - 1);
    return at < slash && (before == 0 || before == '(' || Character.isWhitespace(before));
  }

  /** As in {@code 1.2.3.4-rc1}, {@code 1.2.3.4_x64}, {@code 1.2.3.4+5} and {@code 1.2.3.4.jar}. */
  private static boolean isGoingOn(FoldedText text, int end) {
    char after = text.at(end);
    return after == '_'
        || after == '+'
        || ((after == '-' || after == '.') && Character.isLowerCase(text.at(end + 1)));
  }

  /** Whether it numbers a heading: single digits that begin a line, with words after them. */
  private static boolean isHeading(FoldedText text, int start, int end) {
    int at = start;
    while (start - at < DEEPEST_INDENT && (text.at(at - 1) == ' ' || text.at(at - 1) == '#')) {
      at--;
    }
    char before = text.at(at - 1);
    return (before == 0 || before == '\n' || before == '>')
        && end - start == SHORTEST
        && text.at(end) == ' '
        && Character.isLetter(text.at(end + 1));
  }
}
