package io.llmgw.core.detect.contact;

import io.llmgw.core.detect.FoldedText;

/**
 * Groups of digits that may be a phone number, with what stands before, between and behind them.
 * Whoever judges it may leave out the last groups. Not thread-safe; one is used over and over.
 */
final class DialString {
  static final char JOINED = 0;

  private static final int MOST_GROUPS = 8;
  private static final int MOST_DIGITS = 17;
  private static final int FEWEST_DIGITS = 7;

  private FoldedText text = new FoldedText();
  private final int[] starts = new int[MOST_GROUPS];
  private final int[] ends = new int[MOST_GROUPS];
  private final char[] separators = new char[MOST_GROUPS];
  private int start;
  private boolean hasPlus;

  /** Whether a parenthesis is open before it that does not close behind the first group. */
  private boolean isCodeOpen;

  private boolean isCut;
  private int read;

  /** The group in parentheses; -1 for none. */
  private int enclosed;

  private int groups;

  /** Holds what is written at this place, where digits begin, from now on. */
  void read(FoldedText of, int index) {
    text = of;
    start = index;
    hasPlus = false;
    isCodeOpen = false;
    isCut = false;
    enclosed = -1;
    groups = 0;
    readGroups(index, readBefore());
    read = groups;
  }

  private void readGroups(int index, boolean isAreaOpen) {
    boolean isOpen = isAreaOpen;
    int at = index;
    while (at >= 0) {
      at = readSeparator(readGroup(at, isOpen));
      isCut = at >= 0 && (groups == MOST_GROUPS || digits() > MOST_DIGITS);
      if (isCut) {
        return;
      }
      isOpen = at >= 0 && text.at(at) == '(';
      at += isOpen ? 1 : 0;
    }
  }

  /** Whether there are digits enough at this place for a look. */
  static boolean isWorth(FoldedText text, int index) {
    int digits = 0;
    for (int at = index; digits < FEWEST_DIGITS; at++) {
      char c = text.at(at);
      if (Letters.isDigit(c)) {
        digits++;
      } else if (c != ' ' && c != '-' && c != '.' && c != '/' && c != '(' && c != ')') {
        return false;
      } else if (at - index > 20) {
        return false;
      }
    }
    return true;
  }

  /** Takes in a plus sign and an opening parenthesis; says whether one is open. */
  private boolean readBefore() {
    boolean isOpen = text.at(start - 1) == '(';
    if (isOpen) {
      start--;
    }
    if (text.at(start - 1) == '+') {
      hasPlus = true;
      start--;
      if (!isOpen && text.at(start - 1) == '(') {
        isOpen = true;
        start--;
      }
    }
    return isOpen;
  }

  /** Reads digits, and the parenthesis that closes behind them. */
  private int readGroup(int index, boolean isOpen) {
    int at = index;
    while (Letters.isDigit(text.at(at)) && at - index <= MOST_DIGITS) {
      at++;
    }
    boolean isAreaOpen = isCodeOpen && groups == 1;
    boolean isClosed = (isOpen || isAreaOpen) && text.at(at) == ')' && at - index <= 5;
    if (isOpen && !isClosed) {
      isCodeOpen = text.at(hasPlus ? index - 2 : index - 1) == '(';
      start = hasPlus ? index - 1 : index;
    }
    if (isClosed) {
      start -= isAreaOpen ? 1 : 0;
      enclosed = groups;
    }
    starts[groups] = index;
    ends[groups] = at;
    groups++;
    return isClosed ? at + 1 : at;
  }

  /** Where the next group begins; less than 0 if there is none. */
  private int readSeparator(int index) {
    boolean isBehind = text.at(index - 1) == ')';
    char separator = text.at(index);
    int next = index;
    if (separator == ' ' || separator == '-' || separator == '.' || separator == '/') {
      next++;
      boolean isSpaced = text.at(next) == '-' || text.at(next) == '/';
      if (separator == ' ' && isSpaced && text.at(next + 1) == ' ') {
        separator = text.at(next);
        next += 2;
      }
    } else if (isBehind || separator == '(') {
      separator = JOINED;
    } else {
      return -1;
    }
    boolean isOpening =
        text.at(next) == '(' && enclosed < 0 && closes(next) && Letters.isDigit(text.at(next + 1));
    if (!Letters.isDigit(text.at(next)) && !isOpening) {
      return -1;
    }
    if (groups < MOST_GROUPS) {
      separators[groups] = isBehind ? JOINED : separator;
    }
    return next;
  }

  private boolean closes(int open) {
    int at = open + 1;
    while (Letters.isDigit(text.at(at)) && at - open <= 5) {
      at++;
    }
    return text.at(at) == ')';
  }

  /**
   * How many groups there are before another number, which is parted from them by a slash or by a
   * dash between blanks; 0 if none is.
   */
  int groupsBeforeOther() {
    int digits = 0;
    for (int i = 1; i < groups; i++) {
      digits += size(i - 1);
      boolean isDash = separators[i] == '-' && starts[i] - ends[i - 1] > 1;
      boolean isParted = isDash || separators[i] == '/';
      if (isParted && digits >= FEWEST_DIGITS && isWorth(text, starts[i])) {
        return i;
      }
    }
    return 0;
  }

  /** Where this group begins. */
  int start(int group) {
    return starts[group];
  }

  /** Forgets all groups but so many, which another number follows. */
  void endAfter(int count) {
    groups = count;
    read = count;
    isCut = false;
  }

  /** Takes only so many of the groups that were read. */
  void take(int count) {
    groups = count;
  }

  int start() {
    return start;
  }

  int end() {
    return ends[groups - 1] + (enclosed == groups - 1 ? 1 : 0);
  }

  boolean hasPlus() {
    return hasPlus;
  }

  /** Whether more digits follow that belong to the same series. */
  boolean goesOn() {
    return isCut || groups < read;
  }

  boolean isAreaEnclosed() {
    return enclosed == 0;
  }

  int groups() {
    return groups;
  }

  int size(int group) {
    return ends[group] - starts[group];
  }

  /** Number of digits in all groups. */
  int digits() {
    int digits = 0;
    for (int i = 0; i < groups; i++) {
      digits += size(i);
    }
    return digits;
  }

  /** The value of a digit of a group. */
  int digit(int group, int index) {
    return text.at(starts[group] + index) - '0';
  }

  /** The value of a group; of the first nine digits if it has more. */
  int number(int group) {
    int number = 0;
    for (int i = 0; i < Math.min(9, size(group)); i++) {
      number = number * 10 + digit(group, i);
    }
    return number;
  }

  /** The value of a digit, counted over all groups; -1 if there are fewer. */
  int digit(int index) {
    int left = index;
    for (int i = 0; i < groups; i++) {
      if (left < size(i)) {
        return digit(i, left);
      }
      left -= size(i);
    }
    return -1;
  }

  /** What stands before a group that is not the first; {@link #JOINED} next to a parenthesis. */
  char separator(int group) {
    return separators[group];
  }

  /** Whether its groups have these sizes. */
  boolean isGrouped(int... sizes) {
    if (sizes.length != groups) {
      return false;
    }
    for (int i = 0; i < groups; i++) {
      if (size(i) != sizes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the same separator stands before all groups from this one on. */
  boolean isUniformFrom(int group) {
    for (int i = group + 1; i < groups; i++) {
      if (separators[i] != separators[group]) {
        return false;
      }
    }
    return true;
  }

  /** Whether this separator stands before all groups but the first. */
  boolean isOnly(char separator) {
    return groups > 1 && separators[1] == separator && isUniformFrom(1);
  }
}
