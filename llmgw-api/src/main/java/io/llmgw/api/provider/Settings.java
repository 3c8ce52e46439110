package io.llmgw.api.provider;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Named settings as text, with typed reads, for factories found by {@link java.util.ServiceLoader}.
 * The values never change, and {@link #toString()} shows names only, since a value may be a secret.
 * It remembers which names were asked for, so that a misspelt one is an error and not ignored.
 * Thread-safe.
 */
public final class Settings {
  private final Map<String, String> values;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** These settings; names in lower case with hyphens, such as {@code base-url}. */
  public static Settings of(Map<String, String> values) {
    return new Settings(Map.copyOf(values));
  }

  /** No settings. */
  public static Settings none() {
    return of(Map.of());
  }

  /** The value, or null when it is not set. */
  public @Nullable String text(String name) {
    read.add(name);
    return values.get(name);
  }

  /** The value, or the given one when it is not set. */
  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException when it is not set
   */
  public String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new IllegalArgumentException("setting '" + name + "' is missing");
    }
    return value;
  }

  /**
   * The value as a whole number, or the given one when it is not set.
   *
   * @throws IllegalArgumentException when it is no whole number
   */
  public long number(String name, long otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("setting '" + name + "' is not a whole number", e);
    }
  }

  /**
   * The value as a duration in ISO-8601 form such as {@code PT2.5S}, or the given one when it is
   * not set.
   *
   * @throws IllegalArgumentException when it is no duration
   */
  public Duration duration(String name, Duration otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Duration.parse(value.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "setting '" + name + "' is not an ISO-8601 duration such as PT2.5S", e);
    }
  }

  /**
   * Refuses names that nobody asked for: call it when everything has been read.
   *
   * @throws IllegalArgumentException naming what is unknown and what is known
   */
  public void rejectUnread() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(read);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown settings " + unknown + "; known are " + new TreeSet<>(read));
    }
  }

  /** All names that are set, unmodifiable. */
  public Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(values.keySet()));
  }

  @Override
  public String toString() {
    return "Settings" + names();
  }
}
