package io.llmgw.api.schema.reflect;

import java.util.Map;

/** Says what cannot be written as JSON, where it stands, and what to use instead. */
public final class Unsupported {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("java.util.Date", "Instant or LocalDate"),
          Map.entry("java.util.Calendar", "OffsetDateTime"),
          Map.entry("java.time.ZonedDateTime", "OffsetDateTime"),
          Map.entry("java.sql.Date", "LocalDate"),
          Map.entry("java.sql.Timestamp", "Instant"),
          Map.entry("java.time.Period", "Duration"),
          Map.entry("java.util.OptionalInt", "Optional<Integer>"),
          Map.entry("java.util.OptionalLong", "Optional<Long>"),
          Map.entry("java.util.OptionalDouble", "Optional<Double>"),
          Map.entry("java.net.URL", "URI"),
          Map.entry("java.util.ArrayList", "List"),
          Map.entry("java.util.LinkedList", "List"),
          Map.entry("java.util.HashSet", "Set"),
          Map.entry("java.util.LinkedHashSet", "Set"),
          Map.entry("java.util.SortedSet", "Set"),
          Map.entry("java.util.TreeSet", "Set"),
          Map.entry("java.util.HashMap", "Map<String, ...>"),
          Map.entry("java.util.LinkedHashMap", "Map<String, ...>"),
          Map.entry("java.util.SortedMap", "Map<String, ...>"),
          Map.entry("java.util.TreeMap", "Map<String, ...>"),
          Map.entry("java.lang.Number", "BigDecimal"),
          Map.entry("java.lang.Object", "the type that it really is, or a sealed interface"),
          Map.entry("[B", "a String in Base64"));

  private Unsupported() {}

  /** For a type that has no schema. */
  public static IllegalArgumentException type(String path, Class<?> type) {
    String instead = INSTEAD.getOrDefault(type.getName(), "a record");
    return at(path, type.getTypeName() + " has no schema: use " + instead);
  }

  /** For anything else, with a reason. */
  public static IllegalArgumentException at(String path, String why) {
    return new IllegalArgumentException("at " + path + ": " + why);
  }
}
