package io.llmgw.core.redact;

/**
 * Whether the end of a text lies within a URL, seen char by char. It begins at {@code ://}, at
 * {@code mailto:} and the like, at {@code www.}, at {@code //} that goes on no word, in the target
 * of a Markdown link, and after {@code src=} and {@code href=}. It ends where no renderer goes on
 * with it: at the quote or bracket that it was opened with, otherwise at a blank. Not thread-safe.
 */
final class UrlContext {
  private static final String[] SCHEMES = {
    "http:", "https:", "mailto:", "data:", "tel:", "javascript:", "www."
  };

  /** How far back the beginning of a URL is looked for. */
  private static final int MEMORY = 16;

  private final char[] last = new char[MEMORY];
  private int seen;
  private boolean inside;

  /** Whether blanks may stand before it, and what it is opened with: of a link or an attribute. */
  private boolean isAwaited;

  /** What ends the URL; 0 for a blank. */
  private char closing;

  /** Sees the next char. */
  void see(char c) {
    last[seen++ % MEMORY] = plain(c);
    if (isAwaited) {
      if (!isBlank(c)) {
        begin(c);
      }
    } else if (inside) {
      inside = !isEnd(c);
    } else if (c == '/' || c == '\\' || c == ':' || c == '.' || c == '(' || c == '=') {
      lookForBeginning();
    }
  }

  /** Forgets the text so far. */
  void clear() {
    seen = 0;
    inside = false;
    isAwaited = false;
  }

  /** Browsers read backslashes in the address of a page as slashes (WHATWG URL, 4.4). */
  private static char plain(char c) {
    if (c == '\\') {
      return '/';
    }
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private boolean isEnd(char c) {
    return switch (closing) {
      case 0 -> isBlank(c);
      case '"', '\'' -> c == closing;
      case '>' -> c == '>' || c == '\n';
      default -> c == closing || isBlank(c);
    };
  }

  /** Of blanks only those of ASCII end a URL (HTML, 13.1.2.3; CommonMark, 6.3). */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
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
    } else if (endsWith("](") || endsWith("src=") || endsWith("href=")) {
      inside = true;
      isAwaited = true;
    } else if (endsWith("//")) {
      char before = back(2);
      if (!Character.isLetterOrDigit(before)) {
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
    isAwaited = false;
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
