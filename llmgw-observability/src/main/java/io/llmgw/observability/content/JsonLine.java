package io.llmgw.observability.content;

import io.llmgw.api.observe.Printable;

/**
 * JSON in one line of a log, whatever the texts in it are: what could end the line, begin another
 * one or steer a terminal is escaped.
 */
final class JsonLine {
  private static final String CUT = "...[cut]";

  private final StringBuilder text = new StringBuilder();

  int length() {
    return text.length();
  }

  String text() {
    return text.toString();
  }

  /** JSON of our own. */
  JsonLine raw(String json) {
    text.append(json);
    return this;
  }

  /** A string of at most so many characters between its quotes, then a mark. */
  JsonLine string(String value, int most) {
    text.append('"');
    if (append(value, most) < value.length()) {
      text.append(CUT);
    }
    text.append('"');
    return this;
  }

  /** A string of at most so many characters between its quotes. */
  JsonLine name(String value, int most) {
    text.append('"');
    append(value, most);
    text.append('"');
    return this;
  }

  /** Where the next character would be the first one too many. */
  private int append(String value, int most) {
    int end = text.length() + most;
    int i = 0;
    while (i < value.length()) {
      int before = text.length();
      int c = value.codePointAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append((char) c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> visible(c);
      }
      if (text.length() > end) {
        text.setLength(before);
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  /**
   * Valid JSON of others, unless it takes more than so many characters.
   *
   * @return whether it is there
   */
  boolean json(String valid, int most) {
    int begin = text.length();
    int i = 0;
    while (i < valid.length() && text.length() - begin <= most) {
      int c = valid.codePointAt(i);
      if (c == '\n' || c == '\r' || c == '\t') {
        text.append(' '); // outside of strings: inside they are escaped already (RFC 8259, 7)
      } else {
        visible(c);
      }
      i += Character.charCount(c);
    }
    if (text.length() - begin > most) {
      text.setLength(begin);
      return false;
    }
    return true;
  }

  private void visible(int c) {
    if (Printable.isPrintable(c)) {
      text.appendCodePoint(c);
      return;
    }
    for (char half : Character.toChars(c)) {
      text.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        text.append(Character.forDigit((half >> shift) & 0xf, 16));
      }
    }
  }
}
