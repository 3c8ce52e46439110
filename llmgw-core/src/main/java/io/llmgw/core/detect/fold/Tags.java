package io.llmgw.core.detect.fold;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Tags of HTML, most without attributes. Those of the text level (HTML Living Standard, 4.5 and
 * 4.7, and the older ones for type) may stand within a word. All others end one; of these a few are
 * how a line ends.
 */
final class Tags {
  private static final int[] INLINE =
      names(
          "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
          "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
          "sup", "time", "tt", "u", "var", "wbr");

  private static final int[] LINES = names("br", "dd", "div", "dt", "hr", "li", "p");

  private static final int LETTER_BITS = 5;
  private static final int LONGEST = 6;
  private static final int LONGEST_ATTRIBUTES = 512;

  private Tags() {}

  /** Where the tag ends that begins here, if it may stand within a word; else -1. */
  static int inlineEnd(String text, int at) {
    return end(text, at, INLINE);
  }

  /** As {@link #inlineEnd}, with attributes or without. */
  static int styledEnd(String text, int at) {
    int end = inlineEnd(text, at);
    int nameEnd = nameEnd(text, at + 1);
    if (end >= 0 || nameEnd == at + 1 || !isAt(text, nameEnd, ' ')) {
      return end;
    }
    boolean hasValue = false;
    for (int i = nameEnd; i < text.length() && i - at <= LONGEST_ATTRIBUTES; i++) {
      char c = PlainChars.read(text, i);
      if (c == '<' || c == '>') {
        boolean isTag = c == '>' && hasValue; // most signs of "less" are none
        return isTag && isOne(INLINE, text, at + 1, nameEnd) ? i + 1 : -1;
      }
      hasValue |= c == '=';
    }
    return -1;
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isLetter(text, end) && end - start < LONGEST) {
      end++;
    }
    return end;
  }

  /** Where the tag ends that begins here, if a line ends with it; else -1. */
  static int lineEnd(String text, int at) {
    return end(text, at, LINES);
  }

  private static int end(String text, int at, int[] names) {
    if (!isAt(text, at, '<')) {
      return -1;
    }
    int start = isAt(text, at + 1, '/') ? at + 2 : at + 1;
    int nameEnd = nameEnd(text, start);
    int end = isAt(text, nameEnd, ' ') ? nameEnd + 1 : nameEnd;
    end = isAt(text, end, '/') ? end + 1 : end;
    return isAt(text, end, '>') && isOne(names, text, start, nameEnd) ? end + 1 : -1;
  }

  private static boolean isOne(int[] names, String text, int start, int end) {
    int name = 0;
    for (int i = start; i < end; i++) {
      name = with(name, PlainChars.read(text, i));
    }
    return Arrays.binarySearch(names, name) >= 0;
  }

  private static int[] names(String... names) {
    return Stream.of(names).mapToInt(name -> name.chars().reduce(0, Tags::with)).sorted().toArray();
  }

  /** A name with one letter more, in either case, as a number: most begin no tag, and need none. */
  private static int with(int name, int letter) {
    return name << LETTER_BITS | (letter | 0x20) - 'a' + 1;
  }

  private static boolean isAt(String text, int at, char c) {
    return at < text.length() && PlainChars.read(text, at) == c;
  }

  private static boolean isLetter(String text, int at) {
    char c = PlainChars.read(text, at);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
