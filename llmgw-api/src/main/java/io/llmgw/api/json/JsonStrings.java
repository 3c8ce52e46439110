package io.llmgw.api.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rewrites the strings of a decoded value, copying only what changes. */
final class JsonStrings {
  private JsonStrings() {}

  /** The value with its strings replaced: the same instance if none changed. */
  static @Nullable Object map(@Nullable Object value, String pointer, Json.StringVisitor visitor) {
    if (value instanceof String leaf) {
      String mapped = visit(visitor, pointer, leaf);
      return mapped.equals(leaf) ? leaf : mapped;
    }
    if (value instanceof Map<?, ?> members) {
      return mapMembers(members, pointer, visitor);
    }
    if (value instanceof List<?> elements) {
      return mapElements(elements, pointer, visitor);
    }
    return value;
  }

  static String visit(Json.StringVisitor visitor, String pointer, String leaf) {
    return Objects.requireNonNull(
        visitor.visit(pointer, leaf), () -> "the visitor returned null at \"" + pointer + "\"");
  }

  private static Object mapMembers(Map<?, ?> members, String pointer, Json.StringVisitor visitor) {
    Map<Object, @Nullable Object> changed = null;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object before = member.getValue();
      if (!mayHoldText(before)) {
        continue;
      }
      Object after = map(before, pointer + "/" + escape((String) member.getKey()), visitor);
      if (after != before) {
        if (changed == null) {
          changed = new LinkedHashMap<>(members);
        }
        changed.put(member.getKey(), after);
      }
    }
    return changed == null ? members : Collections.unmodifiableMap(changed);
  }

  private static Object mapElements(List<?> elements, String pointer, Json.StringVisitor visitor) {
    List<@Nullable Object> changed = null;
    for (int i = 0; i < elements.size(); i++) {
      Object before = elements.get(i);
      if (!mayHoldText(before)) {
        continue;
      }
      Object after = map(before, pointer + "/" + i, visitor);
      if (after != before) {
        if (changed == null) {
          changed = new ArrayList<>(elements);
        }
        changed.set(i, after);
      }
    }
    return changed == null ? elements : Collections.unmodifiableList(changed);
  }

  private static boolean mayHoldText(@Nullable Object value) {
    return value instanceof String || value instanceof Map || value instanceof List;
  }

  static String escape(String key) {
    if (key.indexOf('~') < 0 && key.indexOf('/') < 0) {
      return key;
    }
    return key.replace("~", "~0").replace("/", "~1");
  }
}
