package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.JsonKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The scalars that are known. Formats are only those that both OpenAI and Anthropic take in strict
 * schemas; ranges are not written, because Anthropic refuses them, but they are checked.
 */
final class Scalars {
  // No scalar that is parsed needs more, and none should be slow to refuse.
  private static final int MAX_PARSED_CHARS = 4096;
  private static final Map<Class<?>, Shape> KNOWN = new HashMap<>();

  static {
    put(String.class, new ScalarShape("string", null, null, "a string", it -> it, it -> it));
    put(Boolean.class, new ScalarShape("boolean", null, null, "a boolean", it -> it, it -> it));
    KNOWN.put(boolean.class, KNOWN.get(Boolean.class));
    character();
    wholeNumbers();
    realNumbers();
    times();
    put(UUID.class, parsed("uuid", null, "a UUID", Scalars::uuid, Object::toString));
    put(URI.class, parsed(null, "a URI", "a URI", URI::create, Object::toString));
  }

  private Scalars() {}

  static @Nullable Shape of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static void put(Class<?> type, Shape shape) {
    KNOWN.put(type, shape);
  }

  private static void character() {
    Function<Object, @Nullable Object> reader =
        it -> it instanceof String text && text.length() == 1 ? text.charAt(0) : null;
    Shape shape =
        new ScalarShape(
            "string", null, "one character", "one UTF-16 char", reader, Object::toString);
    put(Character.class, shape);
    put(char.class, shape);
  }

  private static void wholeNumbers() {
    whole(byte.class, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue);
    whole(short.class, Short.class, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue);
    whole(int.class, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue);
    whole(long.class, Long.class, Long.MIN_VALUE, Long.MAX_VALUE, it -> it);
    Function<Object, @Nullable Object> reader =
        it -> JsonKind.decimal((Number) it).toBigIntegerExact();
    put(BigInteger.class, new ScalarShape("integer", null, null, "an integer", reader, it -> it));
  }

  private static void whole(
      Class<?> primitive, Class<?> boxed, long least, long most, Function<Long, Object> narrowed) {
    BigDecimal floor = BigDecimal.valueOf(least);
    BigDecimal ceiling = BigDecimal.valueOf(most);
    Function<Object, @Nullable Object> reader =
        it -> {
          BigDecimal exact = JsonKind.decimal((Number) it);
          return exact.compareTo(floor) < 0 || exact.compareTo(ceiling) > 0
              ? null
              : narrowed.apply(exact.longValueExact());
        };
    String expected = "an integer of at least " + least + " and at most " + most;
    Shape shape = new ScalarShape("integer", null, null, expected, reader, it -> it);
    put(primitive, shape);
    put(boxed, shape);
  }

  private static void realNumbers() {
    Function<Object, @Nullable Object> toDouble = it -> finite(((Number) it).doubleValue());
    Shape real = number("a number that fits a double", toDouble);
    put(double.class, real);
    put(Double.class, real);
    Function<Object, @Nullable Object> toFloat =
        it -> Float.isFinite(((Number) it).floatValue()) ? ((Number) it).floatValue() : null;
    Shape single = number("a number that fits a float", toFloat);
    put(float.class, single);
    put(Float.class, single);
    put(BigDecimal.class, number("a number", it -> JsonKind.decimal((Number) it)));
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Shape number(String expected, Function<Object, @Nullable Object> reader) {
    return new ScalarShape("number", null, null, expected, reader, it -> it);
  }

  private static void times() {
    DateTimeFormatter withOffset = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    DateTimeFormatter local = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    DateTimeFormatter time = DateTimeFormatter.ISO_LOCAL_TIME;
    String moment = "a date and time with offset, such as 2026-01-31T10:15:30Z";
    String noOffset = "a date and time without offset, such as 2026-01-31T10:15:30";
    put(
        LocalDate.class,
        parsed("date", null, "a date such as 2026-01-31", LocalDate::parse, Object::toString));
    put(
        OffsetDateTime.class,
        parsed(
            "date-time",
            null,
            moment,
            OffsetDateTime::parse,
            it -> withOffset.format((OffsetDateTime) it)));
    put(
        Instant.class,
        parsed(
            "date-time",
            null,
            moment,
            it -> OffsetDateTime.parse(it).toInstant(),
            Object::toString));
    put(
        LocalDateTime.class,
        parsed(
            null,
            noOffset,
            noOffset,
            LocalDateTime::parse,
            it -> local.format((LocalDateTime) it)));
    put(
        LocalTime.class,
        parsed(
            null,
            "a time of day such as 10:15:30",
            "a time of day such as 10:15:30",
            LocalTime::parse,
            it -> time.format((LocalTime) it)));
    put(
        Duration.class,
        parsed(
            "duration",
            null,
            "a duration in days, hours, minutes and seconds, such as PT15M",
            Duration::parse,
            Object::toString));
  }

  private static Shape parsed(
      @Nullable String format,
      @Nullable String hint,
      String expected,
      Function<String, Object> parser,
      Function<Object, Object> writer) {
    Function<Object, @Nullable Object> reader = it -> parse((String) it, parser);
    return new ScalarShape("string", format, hint, expected, reader, writer);
  }

  private static @Nullable Object parse(String text, Function<String, Object> parser) {
    if (text.length() > MAX_PARSED_CHARS) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  private static UUID uuid(String text) {
    // UUID alone would take 1-1-1-1-1.
    if (text.length() != 36) {
      throw new IllegalArgumentException("a UUID has 36 chars");
    }
    return UUID.fromString(text);
  }
}
