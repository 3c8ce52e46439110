package io.llmgw.api.codec;

import io.llmgw.api.json.Json;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object, and refuses what is not as it should be. A field that is left out
 * and may be so is null, false or empty. Not thread-safe.
 */
final class FieldReader {
  private final Map<?, ?> fields;
  private final Place place;
  private final Set<String> asked = new HashSet<>();

  FieldReader(@Nullable Object value, Place place) {
    if (!(value instanceof Map<?, ?> members)) {
      throw refused(place, JsonKind.mismatch("object", value));
    }
    this.fields = members;
    this.place = place;
  }

  /** This, if a field is there. */
  FieldReader present(String name) {
    present(name, fields.get(name));
    return this;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The value of a field if it is of a type; null if the field is left out. */
  private <T> @Nullable T field(String name, Class<T> type, String jsonType) {
    asked.add(name);
    if (!fields.containsKey(name)) {
      return null;
    }
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw refused(place.member(name), JsonKind.mismatch(jsonType, value));
    }
    return type.cast(value);
  }

  private <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw refused(place, "must have \"" + name + "\"");
    }
    return value;
  }

  @Nullable String stringOr(String name) {
    return field(name, String.class, "string");
  }

  String string(String name) {
    return present(name, stringOr(name));
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(flagOr(name));
  }

  @Nullable Boolean flagOr(String name) {
    return field(name, Boolean.class, "boolean");
  }

  @Nullable Double realOr(String name) {
    Number number = field(name, Number.class, "number");
    return number == null ? null : number.doubleValue();
  }

  double real(String name) {
    return present(name, realOr(name));
  }

  @Nullable BigDecimal decimalOr(String name) {
    Number number = field(name, Number.class, "number");
    return number == null ? null : JsonKind.decimal(number);
  }

  @Nullable Long wholeOr(String name) {
    Number number = field(name, Number.class, "integer");
    if (number == null || number instanceof Long) {
      return (Long) number;
    }
    throw refused(place.member(name), "must be an integer that fits 64 bits");
  }

  long whole(String name) {
    return present(name, wholeOr(name));
  }

  @Nullable Integer smallOr(String name) {
    Long whole = wholeOr(name);
    if (whole == null || whole == whole.intValue()) {
      return whole == null ? null : whole.intValue();
    }
    throw refused(place.member(name), "must be an integer that fits 32 bits");
  }

  int small(String name) {
    return present(name, smallOr(name));
  }

  @Nullable Duration timeOr(String name) {
    String text = stringOr(name);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw refused(place.member(name), "must be a duration such as PT1.5S");
    }
  }

  Duration time(String name) {
    return present(name, timeOr(name));
  }

  @Nullable LocalDate dayOr(String name) {
    String text = stringOr(name);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw refused(place.member(name), "must be a date such as 2026-08-21");
    }
  }

  LocalDate day(String name) {
    return present(name, dayOr(name));
  }

  <E extends Enum<E>> @Nullable E wordOr(String name, Class<E> type) {
    String word = stringOr(name);
    return word == null ? null : constant(word, type, place.member(name));
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    return present(name, wordOr(name, type));
  }

  private static <E extends Enum<E>> E constant(String word, Class<E> type, Place at) {
    for (E constant : type.getEnumConstants()) {
      if (FieldWriter.word(constant).equals(word)) {
        return constant;
      }
    }
    throw refused(at, "must be a word that is known here");
  }

  /** JSON that was written as its text. */
  Json json(String name) {
    return Json.ofText(string(name));
  }

  List<String> strings(String name) {
    return elements(name, FieldReader::text);
  }

  <T> List<T> list(String name, Function<FieldReader, T> reader) {
    return elements(name, (value, at) -> reader.apply(new FieldReader(value, at)));
  }

  private <T> List<T> elements(String name, ElementReader<T> reader) {
    List<?> elements = field(name, List.class, "array");
    List<T> read = new ArrayList<>();
    for (Object element : elements == null ? List.of() : elements) {
      read.add(reader.read(element, place.member(name).element(read.size())));
    }
    return read;
  }

  Map<String, String> texts(String name) {
    return members(name, FieldReader::text);
  }

  Map<String, Json> jsons(String name) {
    return members(name, (value, at) -> Json.ofText(text(value, at)));
  }

  private static String text(@Nullable Object value, Place at) {
    if (value instanceof String text) {
      return text;
    }
    throw refused(at, JsonKind.mismatch("string", value));
  }

  private <T> Map<String, T> members(String name, ElementReader<T> reader) {
    Map<?, ?> members = field(name, Map.class, "object");
    Map<String, T> read = new LinkedHashMap<>();
    if (members != null) {
      members.forEach(
          (key, value) -> read.put((String) key, reader.read(value, place.member(name).unnamed())));
    }
    return read;
  }

  @Nullable FieldReader objectOr(String name) {
    Map<?, ?> members = field(name, Map.class, "object");
    return members == null ? null : new FieldReader(members, place.member(name));
  }

  FieldReader object(String name) {
    return present(name, objectOr(name));
  }

  /**
   * What the fields stand for, once all are read.
   *
   * @throws LlmJsonException if there are fields that nobody read, or that do not go together
   */
  <T> T into(Supplier<T> maker) {
    if (!asked.containsAll(fields.keySet())) {
      throw refused(place, "has a field that version " + LlmJson.VERSION + " does not know");
    }
    return checked(maker);
  }

  /** What some of the fields stand for. */
  <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // Without its words, which may well quote the text.
      throw refused(place, "has fields that are out of range or do not go together");
    }
  }

  LlmJsonException refused(String reason) {
    return refused(place, reason);
  }

  private static LlmJsonException refused(Place place, String reason) {
    return new LlmJsonException(place.pointer(), reason);
  }

  private interface ElementReader<T> {
    T read(@Nullable Object value, Place at);
  }
}
