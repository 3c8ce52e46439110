package io.llmgw.core.detect.fold;

import java.util.ArrayList;
import java.util.List;

/**
 * ASCII that nobody sees: written in tag characters (U+E0000 to U+E007F), or as octets in variation
 * selectors (256 of them).
 */
final class HiddenText {
  /** The first half of all tags and of the later selectors. */
  private static final char TAGS = 0xDB40;

  private static final int FIRST_TAG = 0xE0000;
  private static final int FEWEST = 4;

  private HiddenText() {}

  static boolean mayBeIn(String text) {
    return text.indexOf(TAGS) >= 0;
  }

  /** What tags say, and what selectors say. */
  static List<Reading> in(String text) {
    List<Reading> found = new ArrayList<>();
    add(text, true, found);
    add(text, false, found);
    return found;
  }

  private static void add(String text, boolean isOfTags, List<Reading> found) {
    StringBuilder hidden = new StringBuilder();
    int[] starts = new int[text.length()];
    int[] ends = new int[text.length()];
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      int octet = isOfTags ? tag(point) : selector(point);
      if ((octet >= ' ' && octet < 0x7F) || octet == '\n') {
        starts[hidden.length()] = i;
        ends[hidden.length()] = i + Character.charCount(point);
        hidden.append((char) octet);
      }
    }
    if (hidden.length() >= FEWEST) {
      found.add(new Reading(hidden.toString(), starts, ends));
    }
  }

  private static int tag(int point) {
    return point >= FIRST_TAG && point < FIRST_TAG + 0x80 ? point - FIRST_TAG : -1;
  }

  /** The octet of a selector: the first sixteen stand elsewhere. */
  private static int selector(int point) {
    if (point >= 0xFE00 && point <= 0xFE0F) {
      return point - 0xFE00;
    }
    return point >= 0xE0100 && point <= 0xE01EF ? point - 0xE0100 + 16 : -1;
  }
}
