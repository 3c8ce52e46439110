package io.llmgw.core.redact;

/**
 * JSON that a string of JSON holds, seen as that string says it: {@code {\"p\":\"x\"}} between two
 * quotes. What stands in a string of it is escaped once more. Not thread-safe.
 */
final class NestedJson {
  /** Each level doubles the backslashes of a value, and no tool nests its arguments deeper. */
  static final int MOST = 4;

  /** What {@link #said} says in the midst of an escape. */
  static final int NOTHING = -1;

  /** How many chars an escape has that names a char by its number. */
  private static final int BY_NUMBER = 6;

  private final JsonShape shape;

  /** How many chars of an escape were seen; 0 for none. */
  private int escape;

  private int code;
  private int said;

  /** JSON of which the first bracket was seen. */
  NestedJson(int level, char bracket) {
    this(JsonShape.nested(level));
    said = bracket;
  }

  private NestedJson(JsonShape shape) {
    this.shape = shape;
  }

  /** Another one that goes on from here. */
  NestedJson copy() {
    NestedJson copy = new NestedJson(shape.copy());
    copy.escape = escape;
    copy.code = code;
    copy.said = said;
    return copy;
  }

  /** As {@link JsonShape#escapes}: behind a backslash no value can stand. */
  int escapes() {
    return escape > 0 ? JsonShape.NO_VALUE : shape.escapes();
  }

  /** A value comes next. */
  void beforeValue() {
    escape = 0;
    shape.beforeValue();
  }

  /** Sees the next char. */
  void see(char c) {
    said = NOTHING;
    if (escape == 0) {
      if (c == '\\' && shape.isInString()) {
        escape = 1;
      } else {
        shape.see(c);
        said = shape.said(c);
      }
    } else if (escape == 1 && c != 'u') {
      unescaped(escaped(c));
    } else {
      code = escape == 1 ? 0 : code << 4 | Math.max(0, Character.digit(c, 16));
      escape++;
      if (escape == BY_NUMBER) {
        unescaped((char) code);
      }
    }
  }

  private void unescaped(char c) {
    escape = 0;
    shape.seeEscaped(c);
    said = shape.said(c);
  }

  /** What the char that was seen last says to whoever reads all JSON within JSON. */
  int said() {
    return said;
  }

  /** What a char stands for behind a backslash; all that is blank is alike here. */
  static char escaped(char c) {
    return "nrtf".indexOf(c) >= 0 ? '\n' : c;
  }
}
