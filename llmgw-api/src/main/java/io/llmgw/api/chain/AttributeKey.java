package io.llmgw.api.chain;

import java.util.Objects;

/**
 * Names a typed value that links hand to each other within one call. Two keys are the same only if
 * they are the same object: keep it in a constant.
 *
 * @param <T> type of the value
 */
public final class AttributeKey<T> {
  private final String name;
  private final Class<T> type;

  private AttributeKey(String name, Class<T> type) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
  }

  /** A new key; the name is for people. */
  public static <T> AttributeKey<T> of(String name, Class<T> type) {
    return new AttributeKey<>(name, type);
  }

  /** Type of the values. */
  public Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name;
  }
}
