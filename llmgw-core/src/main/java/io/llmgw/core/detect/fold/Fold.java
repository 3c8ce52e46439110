package io.llmgw.core.detect.fold;

import org.jspecify.annotations.Nullable;

/**
 * Reads look-alike letters, digits, blanks and dashes as the plain ones, and chars that are written
 * by their number as what they stand for; leaves out what cannot be seen. After that, what is
 * spelled char by char is joined, and emphasis among digits left out.
 */
public final class Fold {
  private Fold() {}

  /** The text as it is read; null if it is read as it stands, which costs no memory. */
  public static @Nullable Folded of(String text) {
    int first = firstOf(text);
    Folded plain = first == text.length() ? null : plain(text, first);
    return Layout.without(plain == null ? text : plain.chars(), plain);
  }

  /** The first place at which the text is read as another; its length if there is none. */
  private static int firstOf(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isRead =
          c < 0x80
              ? !PlainChars.mayBeOther(c) || isNoEscape(text, i)
              : PlainChars.at(text, i) == text.codePointAt(i);
      if (!isRead) {
        return i;
      }
    }
    return length;
  }

  private static boolean isNoEscape(String text, int index) {
    boolean isControl = text.charAt(index) < ' ' || text.charAt(index) == 0x7F;
    return !isControl && Escapes.read(text, index) == Escapes.NONE;
  }

  private static Folded plain(String text, int first) {
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, first);
    int[] origins = new int[text.length() + 1];
    for (int i = 0; i < first; i++) {
      origins[i] = i;
    }
    int at = first;
    while (at < text.length()) {
      long escaped = text.charAt(at) < 0x80 ? Escapes.read(text, at) : Escapes.NONE;
      int read;
      int length;
      if (escaped == Escapes.NONE) {
        read = PlainChars.at(text, at);
        length = Character.charCount(text.codePointAt(at));
      } else {
        read = PlainChars.after(folded, Escapes.point(escaped));
        length = Escapes.length(escaped);
      }
      if (read != PlainChars.NOTHING) {
        int from = folded.length();
        folded.appendCodePoint(read);
        boolean isItself = escaped == Escapes.NONE && folded.length() - from == length;
        for (int i = from; i < folded.length(); i++) {
          origins[i] = isItself ? at + i - from : at;
        }
      }
      at += length;
    }
    origins[folded.length()] = text.length();
    return new Folded(folded.toString(), origins);
  }
}
