package io.llmgw.api.request;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options of a request, at most one of each key. Immutable and thread-safe. */
public final class RequestOptions {
  /** No option. */
  public static final RequestOptions EMPTY = new RequestOptions(new RequestOption[0]);

  // A few at most, so looking at each of them is faster than any map.
  private final RequestOption[] options;

  private RequestOptions(RequestOption[] options) {
    this.options = options;
  }

  /** The option of a key; null if there is none. */
  public <O extends RequestOption> @Nullable O option(Class<O> key) {
    int at = indexOf(key);
    return at < 0 ? null : key.cast(options[at]);
  }

  /**
   * These options and one more, which takes the place of the one with the same key.
   *
   * @throws IllegalArgumentException if the option is not of the type that its key names
   */
  public RequestOptions with(RequestOption option) {
    Class<? extends RequestOption> key = Objects.requireNonNull(option.key(), "key");
    if (!key.isInstance(option)) {
      throw new IllegalArgumentException(
          option.getClass().getName() + " has the key " + key.getName() + ", but is none");
    }
    int at = indexOf(key);
    RequestOption[] copy = Arrays.copyOf(options, at < 0 ? options.length + 1 : options.length);
    copy[at < 0 ? options.length : at] = option;
    return new RequestOptions(copy);
  }

  /** These options, and those of the fallback whose keys are missing here. */
  public RequestOptions or(RequestOptions fallback) {
    if (options.length == 0) {
      return fallback;
    }
    RequestOptions merged = this;
    for (RequestOption option : fallback.options) {
      if (indexOf(option.key()) < 0) {
        merged = merged.with(option);
      }
    }
    return merged;
  }

  /** All of them, in the order in which they were given. */
  public List<RequestOption> all() {
    return List.of(options);
  }

  /** How many there are. */
  public int size() {
    return options.length;
  }

  private int indexOf(Class<? extends RequestOption> key) {
    for (int i = 0; i < options.length; i++) {
      if (options[i].key() == key) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RequestOptions that) || options.length != that.options.length) {
      return false;
    }
    for (RequestOption option : options) {
      int at = that.indexOf(option.key());
      if (at < 0 || !option.equals(that.options[at])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (RequestOption option : options) {
      sum += option.hashCode();
    }
    return sum;
  }

  /** The simple names of the keys, never the values, which belong to others. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("RequestOptions[");
    String separator = "";
    for (RequestOption option : options) {
      out.append(separator).append(option.key().getSimpleName());
      separator = ", ";
    }
    return out.append(']').toString();
  }
}
