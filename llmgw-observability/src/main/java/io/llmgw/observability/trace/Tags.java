package io.llmgw.observability.trace;

import io.llmgw.api.observe.Printable;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects tags; those without a value are left out, and names are made fit. */
final class Tags {
  private static final int LONGEST = 256;

  private final List<KeyValue> all = new ArrayList<>();

  Tags add(String key, @Nullable Object value) {
    if (value != null) {
      all.add(of(key, value));
    }
    return this;
  }

  private static KeyValue of(String key, Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return TypedKeyValue.of(key, ((Number) value).longValue());
    } else if (value instanceof Double number) {
      return TypedKeyValue.of(key, number);
    } else if (value instanceof Boolean truth) {
      return TypedKeyValue.of(key, truth);
    }
    return KeyValue.of(key, fit(value.toString()));
  }

  /** A list of one word, where the conventions want a list. */
  Tags addListOf(String key, @Nullable String word) {
    if (word != null) {
      all.add(TypedKeyValue.of(key, List.of(word)));
    }
    return this;
  }

  /** What callers may have come up with, without what could end a line, and not long. */
  static String fit(String text) {
    String printable = Printable.of(text);
    return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
  }

  /** As it is, however long: bounded where it was made. */
  Tags addWhole(String key, @Nullable String text) {
    if (text != null) {
      all.add(KeyValue.of(key, text));
    }
    return this;
  }

  KeyValues toKeyValues() {
    return KeyValues.of(all);
  }
}
