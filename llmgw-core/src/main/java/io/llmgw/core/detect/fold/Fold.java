package io.llmgw.core.detect.fold;

import org.jspecify.annotations.Nullable;

/**
 * Reads look-alike letters, digits, blanks and dashes as the plain ones, and chars that are written
 * by their number as what they stand for; leaves out what cannot be seen. After that, what is
 * spelled char by char is joined, and emphasis within values left out.
 */
public final class Fold {
  private Fold() {}

  /**
   * The text as it is read; null if each of its chars is read by itself, by {@link #plain(char)},
   * which costs no memory.
   */
  public static @Nullable Folded of(String text) {
    return of(text, Ties.ALL);
  }

  /** As {@link #of(String)}, with emphasis left out between these. */
  public static @Nullable Folded of(String text, Ties ties) {
    if (ties == Ties.EVERYWHERE) {
      Folded seen = plain(text, 0);
      Folded bare = Bare.of(seen == null ? text : seen.chars(), seen);
      return Layout.without(bare.chars(), bare, Ties.ALL);
    }
    int first = FirstLook.at(text);
    if (first == text.length()) {
      return null;
    }
    Folded plain = plain(text, first);
    return Layout.without(plain == null ? text : plain.chars(), plain, ties);
  }

  /**
   * Whether a text, as it is read, has emphasis that {@link Ties#EVERYWHERE} would leave out of it.
   */
  public static boolean isMarked(String read) {
    return Bare.isIn(read);
  }

  /** What a char is read as wherever it stands. */
  public static char plain(char c) {
    return PlainChars.alone(c);
  }

  /** Chars that are each read by itself, as they are read. */
  public static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (plain(text.charAt(i)) != text.charAt(i)) {
        char[] chars = text.toCharArray();
        for (int k = i; k < chars.length; k++) {
          chars[k] = plain(chars[k]);
        }
        return new String(chars);
      }
    }
    return text;
  }

  /** The text with all that is no layout read; null if there is none of it from this place on. */
  private static @Nullable Folded plain(String text, int from) {
    int first = from;
    while (first < text.length() && !isOther(text, first)) {
      first = FirstLook.mark(text, first + 1);
    }
    return first == text.length() ? null : copy(text, first);
  }

  /** Whether what begins here is read as something that its first char alone does not tell. */
  static boolean isOther(String text, int index) {
    char c = text.charAt(index);
    if (c < 0x80) {
      return PlainChars.mayBeOther(c)
          && (isControl(c) || Escapes.read(text, index) != Escapes.NONE);
    }
    return PlainChars.isDoubtful(c) && PlainChars.at(text, index) != text.codePointAt(index);
  }

  private static boolean isControl(char c) {
    return c < ' ' || c == 0x7F;
  }

  private static Folded copy(String text, int first) {
    StringBuilder folded = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (at < first || (c < 0x80 && !PlainChars.mayBeOther(c))) {
        origins[folded.length()] = at++;
        folded.append(plain(c));
        continue;
      }
      long escaped = c < 0x80 ? Escapes.read(text, at) : Escapes.NONE;
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
