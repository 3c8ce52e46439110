package io.llmgw.api.schema.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of JSON values, as JSON Schema names them. */
public final class JsonKind {
  private JsonKind() {}

  /** What a decoded value is, in words for a message: {@code a string}, {@code null}. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    if (value instanceof Number number) {
      return isWhole(number) ? "an integer" : "a number";
    }
    return value instanceof List ? "an array" : "an object";
  }

  /** Whether a decoded value is of the type that a schema names; 1.0 is an integer too. */
  public static boolean is(String type, @Nullable Object value) {
    return switch (type) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer" -> value instanceof Number number && isWhole(number);
      case "array" -> value instanceof List;
      case "object" -> value instanceof Map;
      default -> false;
    };
  }

  /** Why a decoded value is not of the type that a schema names, in words for a violation. */
  public static String mismatch(String type, @Nullable Object value) {
    return "must be " + words(type) + ", not " + of(value);
  }

  /** A type of a schema in words for a message. */
  static String words(String type) {
    return switch (type) {
      case "null" -> "null";
      case "integer", "array", "object" -> "an " + type;
      default -> "a " + type;
    };
  }

  /** Whether a decoded number has no fraction. */
  public static boolean isWhole(Number number) {
    if (number instanceof Double real) {
      return real == Math.rint(real);
    }
    return !(number instanceof BigDecimal decimal) || decimal.stripTrailingZeros().scale() <= 0;
  }

  /** A decoded number, exactly. */
  public static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    // A decoded Double stands for the decimal number that it is written as.
    return number instanceof Long
        ? BigDecimal.valueOf(number.longValue())
        : new BigDecimal(number.toString());
  }
}
