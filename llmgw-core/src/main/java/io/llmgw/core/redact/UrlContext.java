package io.llmgw.core.redact;

/**
 * Whether the end of a text lies within a URL, seen char by char. It begins at {@code ://}, at
 * {@code mailto:} and the like, at {@code www.}, at {@code //} after a quote or bracket, and in the
 * target of a Markdown link. It ends where no renderer goes on with it: at a blank, at a less-than
 * sign, and at the quote or bracket that it was opened with. Not thread-safe.
 */
final class UrlContext {
  private static final String[] SCHEMES = {"mailto:", "data:", "tel:", "javascript:", "www."};

  /** How far back the beginning of a URL is looked for. */
  private static final int MEMORY = 16;

  private final char[] last = new char[MEMORY];
  private int seen;
  private boolean inside;

  /** What ends the URL besides a blank; 0 for nothing. */
  private char closing;

  /** Sees the next char. */
  void see(char c) {
    last[seen++ % MEMORY] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    if (inside) {
      inside = c > ' ' && c != '\u00a0' && c != '<' && c != closing;
    } else if (c == '/' || c == ':' || c == '.' || c == '(') {
      lookForBeginning();
    }
  }

  /** Whether what comes next stands within a URL. */
  boolean isInside() {
    return inside;
  }

  private void lookForBeginning() {
    if (endsWith("://")) {
      int at = 3;
      while (at < MEMORY - 1 && isOfScheme(back(at))) {
        at++;
      }
      begin(back(at));
    } else if (endsWith("](")) {
      begin('(');
    } else if (endsWith("//")) {
      char before = back(2);
      if (before == '(' || before == '"' || before == '\'' || before == '=') {
        begin(before);
      }
    } else {
      for (String scheme : SCHEMES) {
        char before = back(scheme.length());
        if (endsWith(scheme) && !Character.isLetterOrDigit(before)) {
          begin(before);
        }
      }
    }
  }

  private void begin(char before) {
    inside = true;
    closing =
        switch (before) {
          case '"', '\'', '`' -> before;
          case '<' -> '>';
          default -> 0;
        };
  }

  private static boolean isOfScheme(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }

  private boolean endsWith(String suffix) {
    for (int i = 0; i < suffix.length(); i++) {
      if (back(suffix.length() - 1 - i) != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The char so many before the last one; 0 before the beginning. */
  private char back(int count) {
    int index = seen - 1 - count;
    return index < 0 ? 0 : last[index % MEMORY];
  }
}
