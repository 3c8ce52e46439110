package io.llmgw.providers.json;

import io.llmgw.api.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** How JSON is read from and written to bytes: as a stream of tokens, without trees. */
public final class WireJson {
  // The size of a body is bounded before it gets here; depth and numbers keep Jackson's bounds.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private WireJson() {}

  /** A parser of these bytes, which it reads in place. */
  public static JsonParser parser(byte[] bytes, int offset, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
  }

  /** A generator that writes into the body, every name and string {@link #wellFormed}. */
  public static JsonGenerator generator(RequestBytes body) {
    return new BodyGenerator(FACTORY.createGenerator(ObjectWriteContext.empty(), body), body);
  }

  /**
   * The string at the parser, the number as written; null for everything else, which is skipped.
   */
  public static @Nullable String scalar(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING
        || token == JsonToken.VALUE_NUMBER_INT
        || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  /** The string at the parser; null for everything else, which is skipped. */
  public static @Nullable String string(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  /** As {@link #string}; costs nothing where it is the word that is expected. */
  public static @Nullable String word(JsonParser json, String expected) {
    boolean candidate =
        json.currentToken() == JsonToken.VALUE_STRING
            && json.getStringLength() == expected.length();
    if (candidate) {
      char[] chars = json.getStringCharacters();
      int offset = json.getStringOffset();
      int i = 0;
      while (i < expected.length() && chars[offset + i] == expected.charAt(i)) {
        i++;
      }
      if (i == expected.length()) {
        return expected;
      }
    }
    return string(json);
  }

  /**
   * The value at the parser as it is written, to the byte.
   *
   * @param bytes what the parser reads
   * @param offset where it began to read
   */
  public static String raw(JsonParser json, byte[] bytes, int offset) {
    int start = place(json);
    json.finishToken();
    json.skipChildren();
    return text(bytes, offset, start, json.currentLocation().getByteOffset());
  }

  /** Where the token at the parser begins, counted from where the parser began to read. */
  public static int place(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  private static String text(byte[] bytes, int offset, long start, long end) {
    return new String(bytes, offset + (int) start, (int) (end - start), StandardCharsets.UTF_8);
  }

  /** The value that was read between two places of the parser, as {@link #rawValue}. */
  public static Json between(byte[] bytes, int offset, long start, long end) {
    return Json.ofText(text(bytes, offset, start, end));
  }

  /** As {@link #raw}, as a JSON value. */
  public static Json rawValue(JsonParser json, byte[] bytes, int offset) {
    return Json.ofText(raw(json, bytes, offset));
  }

  /** Writes a value as its text is. */
  public static void write(JsonGenerator json, Json value) {
    json.writeRawValue(wellFormed(value.text()));
  }

  /** Writes members into the object that is open. */
  public static void writeMembers(JsonGenerator json, Map<String, Json> members) {
    writeMembers(json, members, null);
  }

  /** Writes members into the object that is open, but the one of this name. */
  public static void writeMembers(
      JsonGenerator json, Map<String, Json> members, @Nullable String except) {
    for (Map.Entry<String, Json> member : members.entrySet()) {
      if (!member.getKey().equals(except)) {
        json.writeName(member.getKey());
        write(json, member.getValue());
      }
    }
  }

  /** Writes a member that is a number, with a fraction where it has one. */
  public static void writeNumber(JsonGenerator json, String name, Number value) {
    if (value instanceof Double fraction) {
      json.writeNumberProperty(name, fraction);
    } else {
      json.writeNumberProperty(name, value.longValue());
    }
  }

  /**
   * Reads bytes that are one object and nothing else; says whether they are one, or other JSON.
   *
   * @param members reads the members of the object at the parser
   * @throws tools.jackson.core.JacksonException when they are not JSON
   */
  public static boolean object(byte[] bytes, int offset, int length, Consumer<JsonParser> members) {
    try (JsonParser json = parser(bytes, offset, length)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      if (object) {
        members.accept(json);
      } else {
        json.skipChildren();
      }
      json.nextToken(); // refuses whatever follows the value
      return object;
    }
  }

  /** Reads the members of the object at the parser; skips what is none, and says so. */
  public static boolean members(JsonParser json, MemberReader reader) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return false;
    }
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      reader.read(name, json);
    }
    return true;
  }

  /**
   * The small number at the parser; what is none, or is negative or huge, is as good as another.
   */
  public static int index(JsonParser json, int otherwise) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      json.skipChildren();
      return otherwise;
    }
    if (json.getStringLength() > 6) {
      return otherwise;
    }
    int number = json.getIntValue();
    return number < 0 ? otherwise : number;
  }

  /**
   * The text with each half of a surrogate pair that stands alone replaced by U+FFFD: it has no
   * form in UTF-8, and hosts refuse a request with its escape.
   */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (isPair(text, i)) {
          i++;
        } else {
          return repaired(text, i);
        }
      }
    }
    return text;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static String repaired(String text, int from) {
    StringBuilder out = new StringBuilder(text);
    for (int i = from; i < out.length(); i++) {
      if (Character.isSurrogate(out.charAt(i))) {
        if (isPair(text, i)) {
          i++;
        } else {
          out.setCharAt(i, '\uFFFD');
        }
      }
    }
    return out.toString();
  }

  /** Reads one member of an object. */
  @FunctionalInterface
  public interface MemberReader {
    /** Reads the value at the parser, which has this name, or skips it. */
    void read(String name, JsonParser json);
  }
}
