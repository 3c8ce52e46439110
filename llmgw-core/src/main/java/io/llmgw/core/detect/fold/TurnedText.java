package io.llmgw.core.detect.fold;

/**
 * Text that is shown from right to left (Unicode's bidirectional algorithm, UAX 9): in the order of
 * the eye, from each override to where it ends.
 */
final class TurnedText {
  private static final char POP = '\u202c';

  private TurnedText() {}

  static Reading of(String text, char override) {
    StringBuilder turned = new StringBuilder(text.length());
    int[] starts = new int[text.length()];
    int at = 0;
    while (at < text.length()) {
      int from = text.indexOf(override, at);
      int end = from < 0 ? text.length() : end(text, from);
      int plainEnd = from < 0 ? end : from + 1;
      for (; at < plainEnd; at++) {
        starts[turned.length()] = at;
        turned.append(text.charAt(at));
      }
      for (int i = end; i > plainEnd; ) {
        int point = text.codePointBefore(i);
        i -= Character.charCount(point);
        starts[turned.length()] = i;
        starts[turned.length() + Character.charCount(point) - 1] =
            i + Character.charCount(point) - 1;
        turned.appendCodePoint(point);
      }
      at = end;
    }
    int[] ends = new int[starts.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = starts[i] + 1;
    }
    return new Reading(turned.toString(), starts, ends);
  }

  /** Where an override ends: at what pops it, with the line, or where another one begins. */
  private static int end(String text, int override) {
    int end = override + 1;
    while (end < text.length()
        && text.charAt(end) != POP
        && text.charAt(end) != '\n'
        && text.charAt(end) != text.charAt(override)) {
      end++;
    }
    return end;
  }
}
