package io.llmgw.providers.claude;

/** The id of a call as Claude takes it: calls of other providers have other characters. */
public final class ToolUseId {
  private ToolUseId() {}

  /** The id, of letters, digits, {@code _} and {@code -}. */
  public static String of(String id) {
    return of(id, Integer.MAX_VALUE);
  }

  /** The same, of so many characters at most; at least 16. */
  public static String of(String id, int most) {
    StringBuilder fit = null;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!fits) {
        fit = fit == null ? new StringBuilder(id) : fit;
        fit.setCharAt(i, '_');
      }
    }
    // With a mark of the original, so that two ids stay two.
    String mark = '_' + Integer.toHexString(id.hashCode());
    if (id.length() > most || (fit != null && fit.length() + mark.length() > most)) {
      String head = fit == null ? id : fit.toString();
      return head.substring(0, most - mark.length()).concat(mark);
    }
    return fit == null ? id : fit.append(mark).toString();
  }
}
