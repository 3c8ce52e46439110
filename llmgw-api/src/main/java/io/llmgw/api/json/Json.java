package io.llmgw.api.json;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value, held as its original text, as decoded Java objects, or both. Each half is made from
 * the other when it is first asked for, and remembered, so a value that nobody changes is sent on
 * to the byte as it came, and a value that nobody reads is never parsed.
 *
 * <p>A text may be invalid: it is kept, {@link #text()} returns it, and only reading the value
 * throws. Reading is strict (RFC 8259): no comments, no duplicate keys, at most 256 levels, numbers
 * of at most 1000 characters with an exponent of at most 10,000 either way.
 *
 * <p>Two are equal when both are valid and decode to the same value, or when they have the same
 * text. {@code 1} and {@code 1.0} are different values.
 *
 * <p>Immutable and thread-safe.
 */
public final class Json {
  private static final Object NULL = new Object();
  private static final Json EMPTY_OBJECT = new Json("{}", Map.of());

  private volatile @Nullable String text;
  // Not read yet: null. JSON null: NULL. Invalid text: the JsonException that says why.
  private volatile @Nullable Object decoded;

  private Json(@Nullable String text, @Nullable Object decoded) {
    this.text = text;
    this.decoded = decoded;
  }

  /** A value given by its text, which is not parsed yet and may turn out to be invalid. */
  public static Json ofText(String text) {
    return new Json(Objects.requireNonNull(text, "text"), null);
  }

  /**
   * A value given by Java objects, copied deeply: {@code Map} with string keys, {@code List},
   * {@code String}, {@code Number}, {@code Boolean}, {@code Json} and null.
   *
   * @throws IllegalArgumentException if anything else is in it, or NaN, an infinity, a number
   *     beyond the limits, an invalid {@code Json}, or more than 256 levels; names the place as a
   *     JSON pointer, and the class
   */
  public static Json ofValue(@Nullable Object value) {
    return ofDecoded(JsonCopy.of(value));
  }

  /** The object without members, <code>{}</code>. */
  public static Json object() {
    return EMPTY_OBJECT;
  }

  private static Json ofDecoded(@Nullable Object copy) {
    return new Json(null, copy == null ? NULL : copy);
  }

  /** The text: the original to the byte where there was one, else written without white space. */
  public String text() {
    String known = text;
    if (known == null) {
      known = JsonWriter.write(value());
      text = known;
    }
    return known;
  }

  /** Whether {@link #value()} returns rather than throws. */
  public boolean isValid() {
    return !(decoded() instanceof JsonException);
  }

  /**
   * The value as Java objects: {@code Map} in the order of the text, {@code List}, {@code String},
   * {@code Boolean}, null for JSON null; whole numbers as {@code Long} or, where that is too small,
   * {@code BigInteger}; others, with a fraction or an exponent, as {@code Double} where it is
   * written back as the same number, else as a whole number where it is one without an exponent,
   * else {@code BigDecimal}. Maps and lists cannot be modified.
   *
   * @throws JsonException if the text is invalid
   */
  public @Nullable Object value() {
    Object known = decoded();
    if (known instanceof JsonException failure) {
      throw new JsonException(failure.position(), failure.reason());
    }
    return known == NULL ? null : known;
  }

  /**
   * The members of an object, as {@link #value()} returns them.
   *
   * @throws JsonException if the text is invalid or the value is not an object
   */
  @SuppressWarnings("unchecked") // every map made by the reader or the copy has string keys
  public Map<String, @Nullable Object> asObject() {
    if (value() instanceof Map<?, ?> members) {
      return (Map<String, @Nullable Object>) members;
    }
    throw new JsonException(0, "the value is not an object");
  }

  /** Whether this is valid and an object. */
  public boolean isObject() {
    return decoded() instanceof Map;
  }

  /**
   * Passes every string in the value through the visitor, in the order of the text; keys and
   * numbers are not visited. If nothing changes, the result is this very object; else the parts
   * that did not change are shared and all numbers keep their exact value.
   *
   * <p>An invalid text is visited once, whole, with the pointer {@code ""}.
   *
   * @throws NullPointerException if the visitor returns null; names the pointer
   */
  public Json mapStrings(StringVisitor visitor) {
    return mapped(visitor, null);
  }

  /**
   * Passes every string and every whole number in the value through one visitor and every name of a
   * member through another, which is asked before the member's value is looked at, in the order of
   * the text. A number that becomes another text becomes a string. Else as {@link #mapStrings}.
   *
   * @throws NullPointerException if a visitor returns null; names the pointer
   * @throws IllegalArgumentException if two members of one object would have the same name
   */
  public Json mapAll(StringVisitor visitor, StringVisitor names) {
    return mapped(visitor, Objects.requireNonNull(names, "names"));
  }

  private Json mapped(StringVisitor visitor, @Nullable StringVisitor names) {
    if (!isValid()) {
      String raw = text();
      String mapped = JsonStrings.visit(visitor, "", raw);
      return mapped.equals(raw) ? this : ofText(mapped);
    }
    Object before = value();
    Object after = new JsonStrings(visitor, names).map(before, "");
    return after == before ? this : ofDecoded(after);
  }

  private Object decoded() {
    Object known = decoded;
    if (known == null) {
      known = decode(Objects.requireNonNull(text));
      decoded = known;
    }
    return known;
  }

  private static Object decode(String text) {
    try {
      Object value = JsonReader.read(text);
      return value == null ? NULL : value;
    } catch (JsonException e) {
      return e;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Json that)) {
      return false;
    }
    String mine = text;
    if (mine != null && mine.equals(that.text)) {
      return true;
    }
    return isValid() && that.isValid() && Objects.equals(value(), that.value());
  }

  @Override
  public int hashCode() {
    return isValid() ? Objects.hashCode(value()) : text().hashCode();
  }

  /** The size of the text, never the text. */
  @Override
  public String toString() {
    return "Json[" + text().length() + " chars]";
  }

  /** Sees one string of a JSON value, and says what it becomes. */
  @FunctionalInterface
  public interface StringVisitor {
    /**
     * Returns the replacement, or the same string to leave it.
     *
     * @param pointer where the string stands, as a JSON pointer (RFC 6901), e.g. {@code /items/0}
     * @param leaf the decoded string
     */
    String visit(String pointer, String leaf);
  }
}
