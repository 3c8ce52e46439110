package io.llmgw.core.detect.fold;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Leaves out what lays values out for people: see {@link Spelled} and {@link Emphasis}. */
final class Layout {
  private Layout() {}

  /**
   * The text without it; {@code origin} if there is none.
   *
   * @param origin of the text; null if it is the original itself
   */
  static @Nullable Folded without(String text, @Nullable Folded origin) {
    BitSet dropped = null;
    int at = FirstLook.mark(text, 0);
    while (at < text.length()) {
      int emphasis = Emphasis.end(text, at);
      int spelled = emphasis == at && Spelled.mayBeAt(text, at) ? Spelled.end(text, at) : at;
      if (emphasis > at || spelled > at) {
        dropped = dropped == null ? new BitSet() : dropped;
      }
      if (dropped != null && emphasis > at) {
        dropped.set(at, emphasis);
      }
      if (dropped != null && spelled > at) {
        Spelled.drop(text, at, spelled, dropped);
      }
      int next = Math.max(at + 1, Math.max(emphasis, Math.abs(spelled)));
      at = FirstLook.mark(text, next);
    }
    return dropped == null ? origin : without(text, origin, dropped);
  }

  private static Folded without(String text, @Nullable Folded origin, BitSet dropped) {
    StringBuilder out = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      if (!dropped.get(i)) {
        origins[out.length()] = origin == null ? i : origin.origin(i);
        out.append(PlainChars.alone(text.charAt(i)));
      }
    }
    origins[out.length()] = origin == null ? text.length() : origin.origin(text.length());
    return new Folded(out.toString(), origins);
  }
}
