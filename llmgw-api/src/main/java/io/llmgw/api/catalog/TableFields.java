package io.llmgw.api.catalog;

import io.llmgw.api.schema.rule.JsonKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object in a file of models, read with a message that names file, row, field and
 * value where one is not as it should be. Not thread-safe.
 */
final class TableFields {
  private static final int MOST_SHOWN = 60;
  private static final int MOST_SAID = 200;

  private final Map<?, ?> fields;
  private final String place;
  private final Set<String> asked = new HashSet<>();

  TableFields(@Nullable Object value, String place) {
    if (!(value instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException(place + ": " + JsonKind.mismatch("object", value));
    }
    this.fields = members;
    this.place = place;
  }

  /** The same, said of a more exact place. */
  TableFields named(String more) {
    return new TableFields(fields, place + " (" + cut(more, MOST_SHOWN) + ")");
  }

  /** Whether a field says anything: not null, 0 or false. */
  boolean says(String name) {
    Object value = fields.get(name);
    boolean isZero = value instanceof Number number && JsonKind.decimal(number).signum() == 0;
    return value != null && !isZero && !Boolean.FALSE.equals(value);
  }

  boolean isObject(String name) {
    return fields.get(name) instanceof Map;
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    fields.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  private <T> @Nullable T field(String name, Class<T> type, String words) {
    asked.add(name);
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw refused(name, "must be " + words + ", not " + shown(value));
    }
    return type.cast(value);
  }

  @Nullable String textOr(String name) {
    return field(name, String.class, "a string");
  }

  String text(String name) {
    String value = textOr(name);
    if (value == null || value.isBlank()) {
      throw refused(name, value == null ? "is missing" : "is blank");
    }
    return value;
  }

  @Nullable Boolean flagOr(String name) {
    return field(name, Boolean.class, "true or false");
  }

  /** A number of tokens above 0; 0 if there is none. */
  long tokensOr(String name) {
    Number value = field(name, Number.class, "a number of tokens");
    if (value == null) {
      return 0;
    }
    BigDecimal number = JsonKind.decimal(value);
    if (!JsonKind.isWhole(value)
        || number.signum() <= 0
        || number.precision() - number.scale() > 18) {
      throw refused(name, "must be a whole number of tokens above 0, not " + shown(value));
    }
    return number.longValueExact();
  }

  /** The same for files that say 0 for unknown. */
  long tokensOrNone(String name) {
    Number value = field(name, Number.class, "a number of tokens");
    return value == null || JsonKind.decimal(value).signum() == 0 ? 0 : tokensOr(name);
  }

  @Nullable BigDecimal decimalOr(String name) {
    Number value = field(name, Number.class, "a number");
    return value == null ? null : JsonKind.decimal(value);
  }

  @Nullable LocalDate dayOr(String name) {
    String text = textOr(name);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw refused(name, "must be a day such as 2026-08-21, not " + shown(text));
    }
  }

  @Nullable TableFields objectOr(String name) {
    Map<?, ?> value = field(name, Map.class, "an object");
    return value == null ? null : new TableFields(value, place + ", \"" + name + "\"");
  }

  /** The elements of a list of objects; none if there is no list. */
  List<TableFields> objects(String name) {
    List<TableFields> objects = new ArrayList<>();
    for (Object element : list(name)) {
      objects.add(new TableFields(element, place + ", \"" + name + "\" " + (objects.size() + 1)));
    }
    return objects;
  }

  /** The elements of a list; none if there is no list. */
  List<?> list(String name) {
    List<?> list = field(name, List.class, "an array");
    return list == null ? List.of() : list;
  }

  /** Builds something of what was read, and says of its refusal where it was read. */
  <T> T into(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(place + ": " + said(e), e);
    }
  }

  /** The same of one field. */
  <T> T into(String field, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(place + ": \"" + field + "\": " + said(e), e);
    }
  }

  /** Why, without all of a value of any length. */
  private static String said(RuntimeException refusal) {
    return cut(String.valueOf(refusal.getMessage()), MOST_SAID);
  }

  /** Refuses fields that nobody asked for: they are misspelt, and would be ignored silently. */
  void rejectOthers() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        throw refused(name, "is not known here; known are " + new TreeSet<>(asked));
      }
    }
  }

  IllegalArgumentException refused(String field, String reason) {
    return new IllegalArgumentException(place + ": " + shown(field) + " " + reason);
  }

  static String shown(@Nullable Object value) {
    return value instanceof String text
        ? '"' + cut(text, MOST_SHOWN) + '"'
        : cut(String.valueOf(value), MOST_SHOWN);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "..." : text;
  }
}
