package io.llmgw.api.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strict reader of RFC 8259 texts. Bounded: no text makes it recurse deeper than 256 levels. */
final class JsonReader {
  static final int MAX_DEPTH = 256;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.failure("text after the value");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    skipSpace();
    return switch (peek()) {
      case '{' -> object(deeper(depth));
      case '[' -> array(deeper(depth));
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private int deeper(int depth) {
    if (depth == MAX_DEPTH) {
      throw failure("more than " + MAX_DEPTH + " levels");
    }
    at++;
    return depth + 1;
  }

  private Map<String, @Nullable Object> object(int depth) {
    skipSpace();
    if (peek() == '}') {
      at++;
      return Map.of();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    do {
      skipSpace();
      int keyAt = at;
      String key = string();
      skipSpace();
      expect(':');
      Object member = value(depth);
      if (members.containsKey(key)) {
        at = keyAt;
        throw failure("duplicate key");
      }
      members.put(key, member);
    } while (another('}'));
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array(int depth) {
    skipSpace();
    if (peek() == ']') {
      at++;
      return List.of();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    do {
      elements.add(value(depth));
    } while (another(']'));
    return Collections.unmodifiableList(elements);
  }

  private boolean another(char end) {
    skipSpace();
    char found = peek();
    if (found != ',' && found != end) {
      throw failure("expected ',' or '" + end + "'");
    }
    at++;
    return found == ',';
  }

  private String string() {
    expect('"');
    int start = at;
    while (true) {
      char c = peek();
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\') {
        return escaped(start);
      }
      checkUnescaped(c);
      at++;
    }
  }

  private String escaped(int start) {
    StringBuilder decoded = new StringBuilder(at - start + 64);
    decoded.append(text, start, at);
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return decoded.toString();
      }
      if (c == '\\') {
        at++;
        decoded.append(escape());
      } else {
        checkUnescaped(c);
        at++;
        decoded.append(c);
      }
    }
  }

  private void checkUnescaped(char c) {
    if (c < ' ') {
      throw failure(at == text.length() ? "the text ends within a string" : "control character");
    }
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> {
        at--;
        throw failure("unknown escape");
      }
    };
  }

  private char hex() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      // Character.digit alone would take digits of every script.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw failure("expected four hex digits");
      }
      unit = unit << 4 | digit;
      at++;
    }
    return (char) unit;
  }

  private Number number() {
    int start = at;
    boolean whole = true;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits(start == at ? "expected a value" : "expected a digit");
    }
    if (peek() == '.') {
      whole = false;
      at++;
      digits("expected a digit");
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits("expected a digit");
    }
    try {
      return JsonNumber.parse(text.substring(start, at), whole);
    } catch (ArithmeticException e) {
      at = start;
      throw failure(String.valueOf(e.getMessage()));
    }
  }

  private void digits(String otherwise) {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw failure(at == text.length() ? "the text ends too early" : otherwise);
    }
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw failure("expected a value");
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw failure(at == text.length() ? "the text ends too early" : "expected '" + wanted + "'");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** The char here, or NUL at the end: NUL is allowed nowhere, so every caller refuses it. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private JsonException failure(String reason) {
    return new JsonException(at, reason);
  }
}
