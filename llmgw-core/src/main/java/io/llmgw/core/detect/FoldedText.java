package io.llmgw.core.detect;

import org.jspecify.annotations.Nullable;

/**
 * A text as rules read it: look-alike letters, digits, blanks and dashes are their plain ones, and
 * what cannot be seen is left out. It knows where each of its chars came from. Not thread-safe: it
 * holds one text after the other, so that a text with nothing to fold costs no memory.
 */
public final class FoldedText {
  private String chars = "";

  /** For each char the index of its original, and at the end its length; null if all are equal. */
  private int @Nullable [] origins;

  /** Holds this text from now on. */
  void read(String original) {
    int first = Fold.firstOf(original);
    if (first == original.length()) {
      chars = original;
      origins = null;
      return;
    }
    int[] places = new int[original.length() + 1];
    chars = Fold.of(original, first, places);
    origins = places;
  }

  /** Number of chars. */
  public int length() {
    return chars.length();
  }

  /** The char at this place; 0 before the beginning and after the end. */
  public char at(int index) {
    return index < 0 || index >= chars.length() ? 0 : chars.charAt(index);
  }

  /**
   * Where the char at this place began in the original. What could not be seen belongs to the char
   * before it, so this is also where a find that ends before this place ends.
   */
  public int origin(int index) {
    return origins == null ? index : origins[index];
  }

  /** Where what stands at this place of the original stands here. */
  int placeOf(int original) {
    if (origins == null) {
      return original;
    }
    int place = 0;
    while (place < chars.length() && origins[place] < original) {
      place++;
    }
    return place;
  }

  /** The chars between two places. */
  public String part(int start, int end) {
    return chars.substring(start, end);
  }

  /** Whether these words stand at this place, in upper or lower case. */
  public boolean hasAt(int index, String words) {
    return chars.regionMatches(true, index, words, 0, words.length());
  }

  /** Whether these words stand at this place, in the same case. */
  public boolean isAt(int index, String words) {
    return chars.startsWith(words, index);
  }

  /** Whether no word goes on before or after what stands between these places. */
  boolean isWord(int from, int to) {
    return !Words.goesOn(at(from - 1), at(from)) && !Words.goesOn(at(to - 1), at(to));
  }

  /** The chars, as one text. */
  String chars() {
    return chars;
  }
}
