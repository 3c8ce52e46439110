package io.llmgw.observability.trace;

import io.micrometer.common.KeyValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tag that is a number, a truth or a list of words to OpenTelemetry's conventions. To Micrometer
 * tags of observations are text, and so its handlers pass them on; a handler of a host's that
 * passes on the type asks for it here. Conventions of this package have such tags wherever
 * OpenTelemetry's have. Immutable.
 */
public final class TypedKeyValue implements KeyValue {
  private final String key;
  private final Object value;

  private TypedKeyValue(String key, Object value) {
    this.key = Objects.requireNonNull(key, "key");
    this.value = value;
  }

  /** A whole number. */
  public static TypedKeyValue of(String key, long number) {
    return new TypedKeyValue(key, number);
  }

  /** A number. */
  public static TypedKeyValue of(String key, double number) {
    return new TypedKeyValue(key, number);
  }

  /** A truth. */
  public static TypedKeyValue of(String key, boolean truth) {
    return new TypedKeyValue(key, truth);
  }

  /** A list of words, which is copied; as text they are parted by commas. */
  public static TypedKeyValue of(String key, List<String> words) {
    return new TypedKeyValue(key, List.copyOf(words));
  }

  @Override
  public String getKey() {
    return key;
  }

  /** As text. */
  @Override
  public String getValue() {
    return value instanceof List<?> words
        ? String.join(",", words.stream().map(String::valueOf).toList())
        : value.toString();
  }

  /** As what it is: a {@code Long}, {@code Double}, {@code Boolean}, or {@code List<String>}. */
  public Object typedValue() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TypedKeyValue that && key.equals(that.key) && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return key + "=" + getValue();
  }
}
