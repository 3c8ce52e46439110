package io.llmgw.api.answer;

import io.llmgw.api.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text of which only the beginning is there, and the value that this much of it stands for:
 * strings as far as they go, the elements and members that have begun, numbers and words once they
 * are whole. Each char is looked at once, however the text is cut; a value is the text up to the
 * last place where it can be cut, and the brackets that are open there.
 *
 * <p>Not thread-safe.
 */
final class JsonPrefix {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder open = new StringBuilder();
  private State state = State.BEFORE;
  private boolean inKey;
  private boolean inWord;
  private int escaped;
  private int cut;
  private boolean cutInString;

  private enum State {
    /** Nothing of the value has been seen. */
    BEFORE,
    /** Between the strings. */
    BETWEEN,
    /** In a string. */
    STRING,
    /** The value is whole; what follows does not belong to it. */
    WHOLE,
    /** This is no JSON that starts with a bracket. */
    OTHER
  }

  /** Takes more of the text. */
  void append(String piece) {
    for (int i = 0; i < piece.length() && state != State.WHOLE && state != State.OTHER; i++) {
      char c = piece.charAt(i);
      text.append(c);
      switch (state) {
        case BEFORE -> begin(c);
        case STRING -> string(c);
        default -> between(c);
      }
    }
  }

  /** How much of the text belongs to the value so far. */
  int length() {
    return cut;
  }

  /** Whether the value is whole. */
  boolean isWhole() {
    return state == State.WHOLE;
  }

  /** What is there of the value; null as long as nothing is, or when it is no JSON. */
  @Nullable Json value() {
    if (cut == 0) {
      return null;
    }
    StringBuilder closed = new StringBuilder(cut + open.length() + 1).append(text, 0, cut);
    if (cutInString) {
      closed.append('"');
    }
    for (int i = open.length() - 1; i >= 0; i--) {
      closed.append(open.charAt(i) == '{' ? '}' : ']');
    }
    Json value = Json.ofText(closed.toString());
    return value.isValid() ? value : null;
  }

  /** White space, and the first line of a Markdown fence, may stand before the value. */
  private void begin(char c) {
    boolean fence = text.charAt(0) == '`';
    if (c == '{' || c == '[') {
      text.setLength(0);
      text.append(c);
      state = State.BETWEEN;
      enter(c);
    } else if (c == '\n' || (c <= ' ' && !fence)) {
      text.setLength(0);
    } else if (!fence) {
      state = State.OTHER;
    }
  }

  private void between(char c) {
    switch (c) {
      case '"' -> {
        state = State.STRING;
        if (!inKey) {
          cutHere(true);
        }
      }
      case '{', '[' -> enter(c);
      case '}', ']' -> leave();
      case ',' -> {
        endWord();
        inKey = open.charAt(open.length() - 1) == '{';
      }
      case ':' -> inKey = false;
      default -> inWord |= c > ' ';
    }
  }

  private void enter(char bracket) {
    open.append(bracket);
    inKey = bracket == '{';
    cutHere(false);
  }

  private void leave() {
    open.setLength(open.length() - 1);
    inWord = false;
    inKey = false;
    cutHere(false);
    if (open.length() == 0) {
      state = State.WHOLE;
    }
  }

  /** A number or word is whole when something follows it. */
  private void endWord() {
    if (inWord) {
      inWord = false;
      cut = text.length() - 1;
      cutInString = false;
    }
  }

  private void string(char c) {
    boolean half = Character.isHighSurrogate(c);
    if (escaped > 0) {
      escaped += c == 'u' && escaped == 1 ? 4 : 0;
      escaped--;
      half = endsWithEscapedHalf();
    } else if (c == '\\') {
      escaped = 1;
      return;
    } else if (c == '"') {
      state = State.BETWEEN;
      if (!inKey) {
        cutHere(false);
      }
      return;
    }
    if (escaped == 0 && !inKey && !half) {
      cutHere(true);
    }
  }

  /** Whether the last six chars are an escape such as {@code \\ud83d}, the first of a pair. */
  private boolean endsWithEscapedHalf() {
    int at = text.length() - 6;
    return at > 0
        && text.charAt(at) == '\\'
        && text.charAt(at + 1) == 'u'
        && (text.charAt(at + 2) | ' ') == 'd'
        && "89abAB".indexOf(text.charAt(at + 3)) >= 0;
  }

  private void cutHere(boolean insideString) {
    cut = text.length();
    cutInString = insideString;
  }
}
