package io.llmgw.api.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rewrites the strings of a decoded value, copying only what changes. */
final class JsonStrings {
  private final Json.StringVisitor strings;

  /** Sees names of members; null where they are left, as whole numbers are then. */
  private final Json.@Nullable StringVisitor names;

  JsonStrings(Json.StringVisitor strings, Json.@Nullable StringVisitor names) {
    this.strings = strings;
    this.names = names;
  }

  /** The value with its strings replaced: the same instance if none changed. */
  @Nullable Object map(@Nullable Object value, String pointer) {
    if (value instanceof String leaf) {
      String mapped = visit(strings, pointer, leaf);
      return mapped.equals(leaf) ? leaf : mapped;
    }
    if (value instanceof Map<?, ?> members) {
      return mapMembers(members, pointer);
    }
    if (value instanceof List<?> elements) {
      return mapElements(elements, pointer);
    }
    if (names != null && isWhole(value)) {
      String number = String.valueOf(value);
      String mapped = visit(strings, pointer, number);
      return mapped.equals(number) ? value : mapped;
    }
    return value;
  }

  static String visit(Json.StringVisitor visitor, String pointer, String leaf) {
    return Objects.requireNonNull(
        visitor.visit(pointer, leaf), () -> "the visitor returned null at \"" + pointer + "\"");
  }

  private Object mapMembers(Map<?, ?> members, String pointer) {
    if (names != null) {
      return mapNamed(members, pointer, names);
    }
    Map<Object, @Nullable Object> changed = null;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object before = member.getValue();
      if (!mayHoldText(before)) {
        continue;
      }
      Object after = map(before, pointer + "/" + escape((String) member.getKey()));
      if (after != before) {
        if (changed == null) {
          changed = new LinkedHashMap<>(members);
        }
        changed.put(member.getKey(), after);
      }
    }
    return changed == null ? members : Collections.unmodifiableMap(changed);
  }

  /** As {@link #mapMembers}, each name before its value. */
  private Object mapNamed(Map<?, ?> members, String pointer, Json.StringVisitor visitor) {
    Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
    boolean isChanged = false;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = (String) member.getKey();
      String inside = pointer + "/" + escape(name);
      String newName = visit(visitor, inside, name);
      Object value = member.getValue();
      Object newValue = mayHoldText(value) ? map(value, inside) : value;
      if (mapped.containsKey(newName)) {
        throw new IllegalArgumentException("two members of one object would have the same name");
      }
      mapped.put(newName, newValue);
      isChanged |= newValue != value || !newName.equals(name);
    }
    return isChanged ? Collections.unmodifiableMap(mapped) : members;
  }

  private Object mapElements(List<?> elements, String pointer) {
    List<@Nullable Object> changed = null;
    for (int i = 0; i < elements.size(); i++) {
      Object before = elements.get(i);
      if (!mayHoldText(before)) {
        continue;
      }
      Object after = map(before, pointer + "/" + i);
      if (after != before) {
        if (changed == null) {
          changed = new ArrayList<>(elements);
        }
        changed.set(i, after);
      }
    }
    return changed == null ? elements : Collections.unmodifiableList(changed);
  }

  private boolean mayHoldText(@Nullable Object value) {
    return value instanceof String
        || value instanceof Map
        || value instanceof List
        || (names != null && isWhole(value));
  }

  private static boolean isWhole(@Nullable Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }

  static String escape(String key) {
    if (key.indexOf('~') < 0 && key.indexOf('/') < 0) {
      return key;
    }
    return key.replace("~", "~0").replace("/", "~1");
  }
}
