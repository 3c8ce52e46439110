package io.llmgw.core.detect.fold;

/** What code points above the basic plane are read as. */
final class HighPlanes {
  private static final int FIRST_LETTER = 0x1D400;
  private static final int AFTER_LETTERS = 0x1D800;
  private static final int FIRST_ENCLOSED = 0x1F110;
  private static final int AFTER_ENCLOSED = 0x1F18A;

  private static final char[] LETTERS = table(FIRST_LETTER, AFTER_LETTERS);
  private static final char[] ENCLOSED = table(FIRST_ENCLOSED, AFTER_ENCLOSED);

  private HighPlanes() {}

  /** What it is read as: itself, another one, or {@link PlainChars#NOTHING}. */
  static int plain(int point) {
    if (point < FIRST_LETTER) {
      return digitOr(point);
    }
    if (point < AFTER_LETTERS) {
      char letter = LETTERS[point - FIRST_LETTER];
      return letter == 0 ? point : letter;
    }
    if (point >= FIRST_ENCLOSED && point < AFTER_ENCLOSED) {
      char letter = ENCLOSED[point - FIRST_ENCLOSED];
      return letter == 0 ? point : letter;
    }
    boolean isIgnored = point >= 0xE0000 && point <= 0xE0FFF; // tags and selectors among them
    return isIgnored ? PlainChars.NOTHING : digitOr(point);
  }

  private static int digitOr(int point) {
    int digit = Character.digit(point, 10);
    if (digit >= 0) {
      return '0' + digit;
    }
    return switch (Character.getType(point)) {
      case Character.FORMAT, Character.NON_SPACING_MARK -> PlainChars.NOTHING;
      default -> point;
    };
  }

  /** Of mathematics, and enclosed: Unicode gives those that are filled nothing to go by. */
  private static char[] table(int from, int to) {
    char[] table = new char[to - from];
    for (int point = from; point < to; point++) {
      boolean isCircled = point >= 0x1F150 && point <= 0x1F169;
      boolean isSquared = point >= 0x1F170 && point <= 0x1F189;
      boolean isInBrackets = point >= 0x1F110 && point <= 0x1F129;
      if (isCircled || isSquared || isInBrackets) {
        table[point - from] = (char) ('A' + point - firstOf(point));
      } else {
        table[point - from] = LookAlikes.compatible(point);
      }
    }
    return table;
  }

  private static int firstOf(int point) {
    return point >= 0x1F170 ? 0x1F170 : point >= 0x1F150 ? 0x1F150 : 0x1F110;
  }
}
