package io.llmgw.api.codec;

import io.llmgw.api.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the fields of an object; what says nothing is left out. Not thread-safe. */
final class FieldWriter {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  FieldWriter put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  FieldWriter word(String name, @Nullable Enum<?> constant) {
    return put(name, constant == null ? null : word(constant));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  FieldWriter time(String name, @Nullable Duration duration) {
    return put(name, duration == null ? null : duration.toString());
  }

  /** JSON as its text, so that it comes back to the byte, and may be invalid. */
  FieldWriter json(String name, Json value) {
    return put(name, value.text());
  }

  FieldWriter flag(String name, boolean value) {
    return put(name, value ? true : null);
  }

  FieldWriter strings(String name, List<String> values) {
    return put(name, values.isEmpty() ? null : values);
  }

  FieldWriter texts(String name, Map<String, String> values) {
    return put(name, values.isEmpty() ? null : values);
  }

  FieldWriter jsons(String name, Map<String, Json> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(key, value.text()));
    return texts(name, texts);
  }

  <T> FieldWriter list(String name, List<T> values, Function<T, FieldWriter> writer) {
    List<Map<String, Object>> written =
        values.stream().map(value -> writer.apply(value).fields()).toList();
    return put(name, written.isEmpty() ? null : written);
  }

  FieldWriter object(String name, @Nullable FieldWriter value) {
    return put(name, value == null || value.fields.isEmpty() ? null : value.fields);
  }

  Map<String, Object> fields() {
    return fields;
  }
}
