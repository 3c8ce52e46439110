package io.llmgw.api.tool;

import io.llmgw.api.json.Json;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.reflect.Records;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a function returned as JSON, by what it is when it is there: no type of it is known
 * before, and by then the function has done what it does.
 */
public final class ReturnedValue {
  private static final int MAX_LEVELS = 256;

  private ReturnedValue() {}

  /**
   * The JSON of a value. A record is written as {@link JsonType} has it where that knows its type,
   * with the member {@code type} where it stands for a sealed interface; else each component by
   * what it holds. Maps, collections and arrays are written by their elements, dates and times as
   * ISO 8601 has them, what is no number and infinities as text.
   *
   * @throws UnwritableResultException when something in it is of another type, or nests more than
   *     256 levels
   */
  public static Json write(@Nullable Object value) {
    Object tree = tree(value, 0);
    try {
      return Json.ofValue(tree);
    } catch (IllegalArgumentException e) {
      throw new UnwritableResultException(
          name(value) + " is no JSON: an invalid Json or a number beyond all bounds is in it");
    }
  }

  /** What {@link Json#ofValue} takes. */
  private static @Nullable Object tree(@Nullable Object value, int level) {
    if (level > MAX_LEVELS) {
      throw new UnwritableResultException("more than " + MAX_LEVELS + " levels");
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> written = new LinkedHashMap<>();
      members.forEach((name, member) -> written.put(String.valueOf(name), tree(member, level + 1)));
      return written;
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> written = new ArrayList<>(elements.size());
      elements.forEach(element -> written.add(tree(element, level + 1)));
      return written;
    }
    if (value instanceof Optional<?> maybe) {
      return tree(maybe.orElse(null), level + 1);
    }
    if (value != null && value.getClass().isArray()) {
      return elements(value, level);
    }
    return value instanceof Record ? record(value, level) : scalar(value);
  }

  private static List<@Nullable Object> elements(Object array, int level) {
    if (array instanceof byte[]) {
      throw new UnwritableResultException("byte[] is no JSON: return a Part, or text");
    }
    int length = Array.getLength(array);
    List<@Nullable Object> written = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      written.add(tree(Array.get(array, i), level + 1));
    }
    return written;
  }

  private static Object record(Object value, int level) {
    try {
      return written(value);
    } catch (IllegalArgumentException noForm) {
      return components(value, level);
    }
  }

  /** Of a generic record, or one that holds null or what only its value says the type of. */
  private static Map<String, @Nullable Object> components(Object value, int level) {
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object held = Records.read(accessor(component), value);
      written.put(Declared.component(component).name(), tree(held, level + 1));
    }
    return written;
  }

  private static Method accessor(RecordComponent component) {
    try {
      return Records.accessor(component);
    } catch (IllegalArgumentException closed) {
      throw new UnwritableResultException(closed.getMessage()); // of names alone
    }
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Json) {
      return value;
    }
    if (value instanceof CharSequence || value instanceof Character) {
      return value.toString();
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof OptionalInt maybe) {
      return maybe.isPresent() ? maybe.getAsInt() : null;
    }
    if (value instanceof OptionalLong maybe) {
      return maybe.isPresent() ? maybe.getAsLong() : null;
    }
    if (value instanceof OptionalDouble maybe) {
      return maybe.isPresent() ? number(maybe.getAsDouble()) : null;
    }
    try {
      return written(value);
    } catch (IllegalArgumentException noForm) {
      return time(value);
    }
  }

  /** JSON knows neither NaN nor infinities, and numbers that count need not be of its types. */
  private static Object number(Number number) {
    String text = number.toString();
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue()) ? number : text;
    }
    try {
      return number.getClass().getName().startsWith("java.lang.") ? number : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new UnwritableResultException(name(number) + " is no JSON");
    }
  }

  /** Moments and spans that are no type of {@link JsonType}, as nothing reads them back. */
  @SuppressWarnings("JavaUtilDate") // it is what the function returned
  private static String time(Object value) {
    if (value instanceof Calendar calendar) {
      return calendar.toInstant().toString();
    }
    if (value instanceof Date date) {
      try {
        return date.toInstant().toString();
      } catch (UnsupportedOperationException dayOrTimeAlone) {
        return date.toString(); // of java.sql, in ISO form
      }
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime().toString();
    }
    if (value instanceof TemporalAccessor || value instanceof TemporalAmount) {
      return value.toString();
    }
    throw new UnwritableResultException(
        name(value) + " is no JSON: return a record, a map, text, or a Json");
  }

  private static String name(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getTypeName();
  }

  @SuppressWarnings("unchecked") // the class of the value is that of its type
  private static <T> Json written(T value) {
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return ((JsonType<T>) typeOf(type)).write(value);
  }

  /**
   * That of the sealed interface which a record stands for, since its form says which one it is.
   */
  private static JsonType<?> typeOf(Class<?> type) {
    for (Class<?> above : type.getInterfaces()) {
      JsonType<?> form = above.isSealed() ? formOf(above) : null;
      if (form != null) {
        return form;
      }
    }
    return JsonType.of(type);
  }

  /** Null when not all below the interface are records: each of them stands for itself then. */
  private static @Nullable JsonType<?> formOf(Class<?> sealed) {
    try {
      return typeOf(sealed);
    } catch (IllegalArgumentException noForm) {
      return null;
    }
  }
}
