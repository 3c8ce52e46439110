package io.llmgw.core.detect.fold;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what lays values out for people: see {@link Spelled} and {@link Emphasis}. A tag with
 * which a line ends is read as its end.
 */
final class Layout {
  private Layout() {}

  /**
   * The text without it; {@code origin} if there is none.
   *
   * @param origin of the text; null if it is the original itself
   * @param ties between what emphasis is left out
   */
  static @Nullable Folded without(String text, @Nullable Folded origin, Ties ties) {
    BitSet dropped = null;
    boolean isTied = false;
    BitSet lines = new BitSet();
    int at = FirstLook.mark(text, 0);
    while (at < text.length()) {
      int emphasis = emphasisEnd(text, at, ties);
      int line = Tags.lineEnd(text, at);
      int spelled = emphasis == at && Spelled.mayBeAt(text, at) ? Spelled.end(text, at) : at;
      if (emphasis > at || spelled > at || line > at) {
        dropped = dropped == null ? new BitSet() : dropped;
      }
      if (dropped != null && emphasis > at) {
        isTied = true;
        dropped.set(at, emphasis);
      }
      if (dropped != null && spelled > at) {
        Spelled.drop(text, at, spelled, dropped);
      }
      if (dropped != null && line > at) {
        lines.set(at);
        dropped.set(at + 1, line);
      }
      int next = Math.max(Math.max(at + 1, line), Math.max(emphasis, Math.abs(spelled)));
      at = FirstLook.mark(text, next);
    }
    return dropped == null ? origin : without(text, origin, dropped, lines, isTied);
  }

  private static int emphasisEnd(String text, int at, Ties ties) {
    int end = ties == Ties.NONE ? at : Emphasis.end(text, at);
    boolean isLeft = end > at && ties == Ties.DIGITS && !Emphasis.isBetweenDigits(text, at, end);
    return isLeft ? at : end;
  }

  private static Folded without(
      String text, @Nullable Folded origin, BitSet dropped, BitSet lines, boolean isTied) {
    StringBuilder out = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    int[] ends = origin == null ? origins : new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      if (!dropped.get(i)) {
        origins[out.length()] = origin == null ? i : origin.origin(i);
        out.append(lines.get(i) ? '\n' : PlainChars.alone(text.charAt(i)));
      }
      if (origin != null) {
        ends[out.length()] = origin.end(i + 1); // with what is left out behind the char
      }
    }
    origins[out.length()] = origin == null ? text.length() : origin.origin(text.length());
    return new Folded(out.toString(), origins, ends, isTied);
  }
}
