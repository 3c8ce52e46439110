package io.llmgw.api.schema.rule;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are equal where JSON Schema calls two values equal: 1 and 1.0 are, in any order of
 * keys.
 */
final class Canonical {
  private Canonical() {}

  static String of(@Nullable Object value) {
    return Json.ofValue(sorted(value)).text();
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      members.forEach((key, member) -> sorted.put((String) key, sorted(member)));
      return sorted;
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>();
      elements.forEach(element -> copy.add(sorted(element)));
      return copy;
    }
    if (value instanceof Number number) {
      return JsonKind.decimal(number).stripTrailingZeros();
    }
    return value;
  }
}
