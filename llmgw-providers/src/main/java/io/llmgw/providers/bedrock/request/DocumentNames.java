package io.llmgw.providers.bedrock.request;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of the documents of one request: each has one, which no other has, of letters, digits,
 * blanks, hyphens, parentheses and brackets (API reference, "DocumentBlock"). Not thread-safe.
 */
final class DocumentNames {
  private static final int LONGEST = 200;
  // For a number, where two documents have one name.
  private static final int ROOM = 8;

  private final Set<String> used = new HashSet<>();

  /**
   * A name for the next document.
   *
   * @param name the one it has, usually a file's; null for none
   * @param format its format, which need not be said twice
   */
  String next(@Nullable String name, String format) {
    String fit = name == null ? "" : fit(withoutEnding(name, format));
    String base = fit.isEmpty() ? "Document" : fit;
    String unique = fit.isEmpty() ? base + " 1" : base;
    for (int number = 2; !used.add(unique); number++) {
      unique = fit.isEmpty() ? base + " " + number : base + " (" + number + ")";
    }
    return unique;
  }

  private static String withoutEnding(String name, String format) {
    String ending = "." + format;
    return name.toLowerCase(Locale.ROOT).endsWith(ending)
        ? name.substring(0, name.length() - ending.length())
        : name;
  }

  private static String fit(String name) {
    StringBuilder fit = new StringBuilder(name.length());
    boolean blank = true; // at the start as well
    for (int i = 0; i < name.length() && fit.length() < LONGEST - ROOM; i++) {
      char c = name.charAt(i);
      if (Character.isWhitespace(c)) {
        if (!blank) {
          fit.append(' ');
        }
        blank = true;
      } else {
        fit.append(isTaken(c) ? c : '-');
        blank = false;
      }
    }
    return fit.toString().strip();
  }

  private static boolean isTaken(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || "-()[]".indexOf(c) >= 0;
  }
}
