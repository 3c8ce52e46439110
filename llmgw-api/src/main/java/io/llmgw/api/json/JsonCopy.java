package io.llmgw.api.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies foreign Java objects into the few types that a decoded value consists of. */
final class JsonCopy {
  private JsonCopy() {}

  static @Nullable Object of(@Nullable Object value) {
    return copy(value, "", 0);
  }

  private static @Nullable Object copy(@Nullable Object value, String pointer, int depth) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> members) {
      return copyMembers(members, pointer, deeper(depth));
    }
    if (value instanceof List<?> elements) {
      return copyElements(elements, pointer, deeper(depth));
    }
    if (value instanceof Number number) {
      return copyNumber(number, pointer);
    }
    if (value instanceof Json json) {
      // Through the copy again, because its levels add to those around it.
      return copy(valid(json, pointer), pointer, depth);
    }
    throw refused(pointer, "cannot be written as JSON: " + value.getClass().getName());
  }

  private static Object copyMembers(Map<?, ?> members, String pointer, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(members.size() * 2);
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object key = member.getKey();
      if (!(key instanceof String name)) {
        String found = key == null ? "null" : key.getClass().getName();
        throw refused(pointer, "a key must be a string, not " + found);
      }
      String at = pointer + "/" + JsonStrings.escape(name);
      copy.put(name, copy(member.getValue(), at, depth));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyElements(List<?> elements, String pointer, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(elements.size());
    for (Object element : elements) {
      copy.add(copy(element, pointer + "/" + copy.size(), depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Number copyNumber(Number number, String pointer) {
    try {
      return JsonNumber.copyOf(number);
    } catch (ArithmeticException e) {
      throw refused(pointer, e.getMessage());
    }
  }

  private static @Nullable Object valid(Json json, String pointer) {
    if (!json.isValid()) {
      throw refused(pointer, "an invalid JSON text");
    }
    return json.value();
  }

  private static int deeper(int depth) {
    if (depth == JsonReader.MAX_DEPTH) {
      // Without the place: a structure that contains itself would make it endless to read.
      throw new IllegalArgumentException("more than " + JsonReader.MAX_DEPTH + " levels");
    }
    return depth + 1;
  }

  private static IllegalArgumentException refused(String pointer, @Nullable String reason) {
    return new IllegalArgumentException("at \"" + pointer + "\": " + reason);
  }
}
