package io.llmgw.api.observe;

/**
 * Names that come from outside, such as those of models and tenants, made fit for a line of a log:
 * what could end the line or a quoted field of it, begin another one or steer a terminal is written
 * as {@code \\u000a}, and so is the backslash itself; what is too long is cut. Lines of calls and
 * of events have their names from here; for observers and listeners that write lines of their own.
 * Stateless.
 */
public final class Printable {
  private static final int LONGEST = 256;
  private static final String CUT = "...";

  private Printable() {}

  /**
   * The name, fit for a line: its first 256 chars, and {@code ...} if there are more; the very name
   * where nothing is to be done. Empty stays empty.
   */
  public static String of(String name) {
    int length = Math.min(name.length(), LONGEST);
    int i = 0;
    while (i < length && isPlain(name.charAt(i))) {
      i++;
    }
    if (i == name.length()) {
      return name;
    }
    StringBuilder safe = new StringBuilder(length + 16).append(name, 0, i);
    for (; i < length; i++) {
      char c = name.charAt(i);
      if (isPlain(c)) {
        safe.append(c);
      } else {
        safe.append(String.format("\\u%04x", (int) c));
      }
    }
    return name.length() > LONGEST ? safe.append(CUT).toString() : safe.toString();
  }

  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && isPrintable(c);
  }

  /** No control characters, no ends of lines or paragraphs, nothing that turns the direction. */
  public static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
