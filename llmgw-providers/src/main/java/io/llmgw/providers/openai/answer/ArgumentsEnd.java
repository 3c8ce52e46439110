package io.llmgw.providers.openai.answer;

/**
 * Tells whether the arguments of a call, as they come in pieces, are a whole JSON object or array
 * yet: what comes after it is no more of them. Looks at brackets alone, for whether they are JSON
 * is asked elsewhere. Not thread-safe.
 */
final class ArgumentsEnd {
  private int depth;
  private boolean begun;
  private final StringBuilder text = new StringBuilder();
  private boolean any;
  private boolean quoted;
  private boolean escaped;

  void add(String piece) {
    any |= !piece.isBlank();
    text.append(piece);
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  private void add(char c) {
    if (escaped) {
      escaped = false;
    } else if (quoted) {
      escaped = c == '\\';
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      depth++;
      begun = true;
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }

  /** Whether there were none at all, or blanks alone. */
  boolean isEmpty() {
    return !any;
  }

  /** Whether a text is all of them; blanks around them do not count. */
  boolean areAll(String other) {
    return text.toString().strip().equals(other.strip());
  }

  /** Whether they began and each bracket is closed. */
  boolean isReached() {
    return begun && depth <= 0;
  }
}
