package io.llmgw.core.detect;

import io.llmgw.core.detect.fold.Fold;
import io.llmgw.core.detect.fold.Folded;
import io.llmgw.core.detect.fold.Reading;
import io.llmgw.core.detect.fold.Ties;
import org.jspecify.annotations.Nullable;

/**
 * A text as rules read it: look-alike letters, digits, blanks and dashes are their plain ones, what
 * cannot be seen is left out, and what is escaped is read. It knows where each of its chars came
 * from. Not thread-safe: it holds one text after the other, so that a text with nothing to fold
 * costs no memory.
 */
public final class FoldedText {
  /** The text; each char of it is still to be read by itself, so that most need no copy. */
  private String chars = "";

  /** Where chars came from; null if none is left out or joined with others. */
  private @Nullable Folded folded;

  /** The text that is read, and between what its emphasis is left out now. */
  private String source = "";

  private Ties ties = Ties.ALL;

  /** Whether it has emphasis within values, and around words. */
  private boolean isTied;

  private boolean isMarked;

  /** What the text is a reading of; null if it is the original. */
  private @Nullable Reading reading;

  /** The headings of its tables; null until one is asked for. */
  private @Nullable Columns columns;

  /** Holds this text from now on. */
  public void read(String original) {
    read(original, Ties.ALL);
    isTied = folded != null && folded.isTied();
    isMarked = Fold.isMarked(chars);
  }

  /**
   * Holds the same text in the next way in which its emphasis may be read; false if there is no
   * other. Most texts have none, and are read in one way.
   */
  boolean readNext() {
    Ties next =
        switch (ties) {
          case ALL -> isTied ? Ties.DIGITS : Ties.EVERYWHERE;
          case DIGITS -> Ties.NONE;
          case NONE, EVERYWHERE -> Ties.EVERYWHERE;
        };
    if (ties == Ties.EVERYWHERE || (next == Ties.EVERYWHERE && !isMarked)) {
      return false;
    }
    Reading of = reading;
    read(source, next);
    reading = of;
    return true;
  }

  private void read(String original, Ties ties) {
    source = original;
    this.ties = ties;
    folded = Fold.of(original, ties);
    chars = folded == null ? original : folded.chars();
    reading = null;
    if (columns != null) {
      columns.clear();
    }
  }

  /** The headings of its tables. */
  Columns columns() {
    if (columns == null) {
      columns = new Columns(this);
    }
    return columns;
  }

  /** Holds what another text says when it is read so. */
  void read(Reading other) {
    read(other.chars());
    reading = other;
  }

  /** Whether chars of the original are left out or read together. */
  boolean isFolded() {
    return folded != null;
  }

  /** Number of chars. */
  public int length() {
    return chars.length();
  }

  /** The char at this place; 0 before the beginning and after the end. */
  public char at(int index) {
    if (index < 0 || index >= chars.length()) {
      return 0;
    }
    char c = chars.charAt(index);
    return c < 0x80 ? c : Fold.plain(c);
  }

  /** The char at this place without its accent. */
  public char bare(int index) {
    return Accents.without(at(index));
  }

  /** Whether the char at this place is written by its number or name, as {@code \n} may be. */
  public boolean isEscaped(int index) {
    return folded != null
        && index < chars.length()
        && folded.end(index + 1) - folded.origin(index) > 1;
  }

  /**
   * Whether what ends here stands for a part of the original. It does not where it is only the name
   * before what is decoded.
   */
  boolean isOfOriginal(int end) {
    return reading == null || end(end) > reading.nameEnd();
  }

  /** Where the original of what stands between two places begins. */
  int originStart(int from, int to) {
    return reading == null ? origin(from) : reading.start(origin(from), end(to));
  }

  /** Where the original of what stands between two places ends. */
  int originEnd(int from, int to) {
    return reading == null ? end(to) : reading.end(origin(from), end(to));
  }

  private int origin(int index) {
    return folded == null ? index : folded.origin(index);
  }

  private int end(int index) {
    return folded == null ? index : folded.end(index);
  }

  /** Where what stands at this place of the original stands here. */
  int placeOf(int original) {
    if (folded == null) {
      return original;
    }
    int low = 0;
    int high = chars.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (origin(middle) < original) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The chars between two places. */
  public String part(int start, int end) {
    return Fold.plain(chars.substring(start, end));
  }

  /** Whether these words stand at this place, in upper or lower case. */
  public boolean hasAt(int index, String words) {
    for (int i = 0; i < words.length(); i++) {
      if (!isSame(at(index + i), words.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two chars are one but for their case. */
  private static boolean isSame(char one, char other) {
    if (one == other) {
      return true;
    }
    if (one < 0x80 && other < 0x80) {
      int lower = one | 0x20;
      return lower == (other | 0x20) && lower >= 'a' && lower <= 'z';
    }
    char upper = Character.toUpperCase(one);
    char otherUpper = Character.toUpperCase(other);
    return upper == otherUpper || Character.toLowerCase(upper) == Character.toLowerCase(otherUpper);
  }

  /** Whether these words stand at this place, in the same case. */
  public boolean isAt(int index, String words) {
    for (int i = 0; i < words.length(); i++) {
      if (at(index + i) != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no word goes on before or after what stands between these places. */
  boolean isWord(int from, int to) {
    return !Words.goesOn(at(from - 1), at(from)) && !Words.goesOn(at(to - 1), at(to));
  }

  /** The chars, as one text; a copy where some are read as others. */
  String chars() {
    return Fold.plain(chars);
  }
}
