package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;

/**
 * Reads a value from its beginning on, to tell how it is written. What is read is not given back,
 * unless whoever reads goes {@link #back}. Not thread-safe.
 */
final class ValueReader {
  static final AsciiSet DIGITS = AsciiSet.of("0123456789");
  static final AsciiSet UPPER = AsciiSet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  static final AsciiSet LOWER = AsciiSet.of("abcdefghijklmnopqrstuvwxyz");
  static final AsciiSet LETTERS = UPPER.and("abcdefghijklmnopqrstuvwxyz");

  private final FoldedText text;
  private final int end;
  private int at;

  /** Reads what is judged of this value. */
  ValueReader(FoldedText text, Assigned value) {
    this.text = text;
    this.at = value.start();
    this.end = value.judgedEnd();
  }

  /** Whether all is read. */
  boolean isAtEnd() {
    return at == end;
  }

  /** The place that is reached. */
  int place() {
    return at;
  }

  /** Goes back to a place that was reached before. */
  void back(int place) {
    at = place;
  }

  /** Reads this char, if it is the next one. */
  boolean one(char c) {
    if (isAtEnd() || text.at(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Reads the next char, if it is one of these. */
  boolean one(AsciiSet chars) {
    return many(chars, 1) == 1;
  }

  /** Reads these chars, all that stand here; says how many they are. */
  int many(AsciiSet chars) {
    return many(chars, end);
  }

  /** Reads these chars, so many at most; says how many they are. */
  int many(AsciiSet chars, int most) {
    int start = at;
    while (at < end && at - start < most && chars.has(text.at(at))) {
      at++;
    }
    return at - start;
  }

  /** Reads one of these words, the longest that stands here. */
  boolean one(AnyOf words) {
    int past = words.past(text, at);
    if (past == at || past > end) {
      return false;
    }
    at = past;
    return true;
  }
}
