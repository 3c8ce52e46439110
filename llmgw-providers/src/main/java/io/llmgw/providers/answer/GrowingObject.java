package io.llmgw.providers.answer;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that nobody here understands while it arrives: as it came, with what was added put into
 * the fields of the same name, so that it can go back. Not thread-safe.
 */
public final class GrowingObject {
  private final Json start;
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>(2);
  private final Map<String, Object> values = new LinkedHashMap<>(0);

  /** What it began with. */
  public GrowingObject(Json start) {
    this.start = start;
  }

  /** Adds text behind the text of a field; null and empty add nothing. */
  public void append(String field, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts.computeIfAbsent(field, absent -> new StringBuilder()).append(text);
    }
  }

  /** Adds to a field: text behind its text, anything else in its place. */
  public void add(String field, Json json) {
    if (json.isValid() && json.value() instanceof String text) {
      append(field, text);
    } else if (json.isValid()) {
      put(field, json);
    }
  }

  /** Puts a value that JSON has in the place of a field. */
  public void put(String field, Object value) {
    values.put(field, value);
  }

  /** All of it; to the byte what it began with where nothing was added. */
  public Json json() {
    if ((texts.isEmpty() && values.isEmpty()) || !start.isObject()) {
      return start;
    }
    Map<String, @Nullable Object> grown = new LinkedHashMap<>(start.asObject());
    texts.forEach(
        (field, text) -> {
          Object before = grown.get(field);
          grown.put(field, before instanceof String head ? head + text : text.toString());
        });
    grown.putAll(values);
    try {
      return Json.ofValue(grown);
    } catch (IllegalArgumentException e) {
      return start; // deeper than a JSON value may be, with what was added a level further down
    }
  }
}
