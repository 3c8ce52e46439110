package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Words one of which may stand at a place, in upper or lower case. Of a list only those are
 * compared that begin with the char that stands there. Immutable and thread-safe.
 */
final class AnyOf {
  private static final int ASCII = 0x80;

  /** The longest first. */
  private final String[] words;

  /** Those that may stand where a char of ASCII does. */
  private final String[][] byFirst = new String[ASCII][];

  private AnyOf(String... words) {
    this.words = words.clone();
    Arrays.sort(this.words, Comparator.comparing(String::length).reversed());
    for (char c = 0; c < ASCII; c++) {
      char lower = Character.toLowerCase(c);
      byFirst[c] =
          Arrays.stream(this.words).filter(word -> word.charAt(0) == lower).toArray(String[]::new);
    }
  }

  /** These words, in lower case, none empty. */
  static AnyOf of(String... words) {
    return new AnyOf(words);
  }

  /** Past the longest of these words that stands here; the place itself if none does. */
  int past(FoldedText text, int index) {
    char first = text.at(index);
    for (String word : first < ASCII ? byFirst[first] : words) {
      if (text.hasAt(index, word)) {
        return index + word.length();
      }
    }
    return index;
  }

  /** Whether one of them stands here. */
  boolean isAt(FoldedText text, int index) {
    return past(text, index) > index;
  }
}
