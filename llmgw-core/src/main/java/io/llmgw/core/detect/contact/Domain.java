package io.llmgw.core.detect.contact;

import io.llmgw.core.detect.FoldedText;
import java.util.List;

/** The domain of an address: labels with dots between them (RFC 1034, RFC 5890), or a literal. */
final class Domain {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_LITERAL = 47;

  /** Dots, and how people write them who do not want to be found. */
  private static final List<String> DOTS =
      List.of(".", "[.]", "(.)", "[dot]", "(dot)", "{dot}", " [dot] ", " (dot) ", " {dot} ");

  private Domain() {}

  /** Where the domain ends that begins here; less than 0 if none does. */
  static int end(FoldedText text, int start) {
    if (text.at(start) == '[') {
      return literalEnd(text, start);
    }
    int end = -1;
    int at = start;
    while (at - start < LONGEST) {
      int labelEnd = labelEnd(text, at);
      if (labelEnd == at) {
        return end;
      }
      if (at > start) {
        int topEnd = topEnd(text, at, labelEnd);
        end = topEnd < 0 ? end : topEnd;
      }
      int next = pastDot(text, labelEnd);
      if (next < 0) {
        return end;
      }
      at = next;
    }
    return end;
  }

  private static int labelEnd(FoldedText text, int start) {
    int end = start;
    while (end - start < LONGEST_LABEL
        && (Letters.isLetterOrDigit(text.at(end)) || (text.at(end) == '-' && end > start))) {
      end++;
    }
    return end;
  }

  /** Where the label ends if it can be the last one; what may stand behind it does not belong. */
  private static int topEnd(FoldedText text, int start, int labelEnd) {
    if (text.hasAt(start, "xn--")) {
      return labelEnd;
    }
    boolean isAscii = text.at(start) < 0x80;
    int end = start;
    while (end < labelEnd && Letters.isLetter(text.at(end)) && (!isAscii || text.at(end) < 0x80)) {
      end++;
    }
    boolean isLong = end - start >= 2;
    return isLong && !Letters.isDigit(text.at(end)) ? end : -1;
  }

  private static int pastDot(FoldedText text, int index) {
    char c = text.at(index);
    if (c != '.' && c != ' ' && c != '[' && c != '(' && c != '{') {
      return -1;
    }
    for (String dot : DOTS) {
      if (text.hasAt(index, dot)) {
        return index + dot.length();
      }
    }
    return -1;
  }

  /** Where an address of the Internet Protocol in brackets ends (RFC 5321, 4.1.3). */
  private static int literalEnd(FoldedText text, int start) {
    int end = start + 1;
    int separators = 0;
    while (end - start < LONGEST_LITERAL && isOfLiteral(text.at(end))) {
      separators += text.at(end) == '.' || text.at(end) == ':' ? 1 : 0;
      end++;
    }
    return separators >= 2 && text.at(end) == ']' ? end + 1 : -1;
  }

  private static boolean isOfLiteral(char c) {
    return c < 0x80 && (Letters.isLetterOrDigit(c) || c == '.' || c == ':');
  }
}
