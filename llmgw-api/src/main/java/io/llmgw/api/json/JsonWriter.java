package io.llmgw.api.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a decoded value compactly. Its depth is bounded because every decoded value's is. */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonWriter() {}

  static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof String string) {
      writeString(string, out);
    } else if (value instanceof Map<?, ?> members) {
      writeMembers(members, out);
    } else if (value instanceof List<?> elements) {
      writeElements(elements, out);
    } else {
      // Numbers, booleans and null: Java's own forms are JSON, 1.0E10 and 1E+400 included.
      out.append(value);
    }
  }

  private static void writeMembers(Map<?, ?> members, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator);
      separator = ",";
      writeString((String) member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
    }
    out.append('}');
  }

  private static void writeElements(List<?> elements, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(elements.get(i), out);
    }
    out.append(']');
  }

  private static void writeString(String string, StringBuilder out) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !isLoneSurrogate(string, i)) {
        continue;
      }
      out.append(string, copied, i);
      copied = i + 1;
      writeEscape(c, out);
    }
    out.append(string, copied, string.length()).append('"');
  }

  /** As UTF-8 it would become a question mark; as an escape it survives. */
  private static boolean isLoneSurrogate(String string, int i) {
    char c = string.charAt(i);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
    }
    return i == 0 || !Character.isHighSurrogate(string.charAt(i - 1));
  }

  private static void writeEscape(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[c >> shift & 0xF]);
        }
      }
    }
  }
}
