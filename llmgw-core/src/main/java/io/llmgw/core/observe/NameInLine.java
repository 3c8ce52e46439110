package io.llmgw.core.observe;

/**
 * Names that come from outside, such as those of models, made fit for a line of the log: what could
 * end the line or a quoted field of it, or steer a terminal, is written as its code, and what is
 * too long is cut.
 */
final class NameInLine {
  private static final int LONGEST = 256;

  private NameInLine() {}

  static String of(String name) {
    int length = Math.min(name.length(), LONGEST);
    StringBuilder fit = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (isPlain(c)) {
        fit.append(c);
      } else {
        fit.append(String.format("\\u%04x", (int) c));
      }
    }
    return name.length() > LONGEST ? fit.append("...").toString() : fit.toString();
  }

  private static boolean isPlain(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> c != '"' && c != '\\';
    };
  }
}
