package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which placeholder stands for which value in one call. Placeholders are numbered by type, from 1,
 * in the order in which their values appear; equal values have the same. Written by one thread
 * while a request is masked, and only read afterwards.
 */
final class Vault {
  /** What looks like a placeholder in a request is kept under this type. */
  static final EntityType TEXT = EntityType.of("TEXT");

  /** More would not fit into the chars that are held back of an answer. */
  static final int MOST = 99_999;

  /** The values of one type, and the number of each. */
  private record Values(Map<String, Integer> ordinals, List<String> inOrder) {}

  private final Map<String, Values> byType = new HashMap<>();
  private final KnownValues knownValues = new KnownValues();
  private final @Nullable Suffixes suffixes;

  /** An empty one, whose placeholders have no suffix. */
  Vault() {
    this(null);
  }

  /** An empty one. */
  Vault(@Nullable Suffixes suffixes) {
    this.suffixes = suffixes;
  }

  /** Begins with the numbers anew; what was masked goes on being known. Nothing before is read. */
  void numberAnew() {
    byType.clear();
  }

  /** Whether no placeholder was issued. */
  boolean isEmpty() {
    return byType.isEmpty();
  }

  /** The number of a value among those of its type; 0 if there are too many. */
  int ordinal(EntityType type, String value) {
    Values values =
        byType.computeIfAbsent(type.name(), name -> new Values(new HashMap<>(), new ArrayList<>()));
    Integer known = values.ordinals.get(value);
    if (known != null) {
      return known;
    }
    if (values.inOrder.size() == MOST) {
      return 0;
    }
    values.inOrder.add(value);
    values.ordinals.put(value, values.inOrder.size());
    know(type, value);
    return values.inOrder.size();
  }

  /**
   * Remembers a value that is masked, be it without a placeholder: says whether it was not known.
   */
  boolean know(EntityType type, String value) {
    return !type.equals(TEXT) && knownValues.add(type, value);
  }

  /** Whether this text, which looks like a placeholder, has one of its own in its place. */
  boolean isEscaped(String lookAlike) {
    Values texts = byType.get(TEXT.name());
    return texts != null && texts.ordinals.containsKey(lookAlike);
  }

  /** The finds of a text, those of values that were masked before among them. */
  List<Finding> withKnown(String text, List<Finding> found) {
    if (knownValues.isEmpty()) {
      return found;
    }
    List<Finding> all = new ArrayList<>(found);
    knownValues.find(text, all);
    return all;
  }

  /** The placeholder of a value, without its brackets; null if there are too many of its type. */
  @Nullable String placeholder(EntityType type, String value) {
    int ordinal = ordinal(type, value);
    return ordinal == 0
        ? null
        : Placeholder.bare(type, ordinal, suffixes == null ? "" : suffixes.of(type, value));
  }

  /** What reads the placeholders that were issued so far. */
  PlaceholderReader reader() {
    return new PlaceholderReader(this::hasTypeThatBegins, suffixes != null);
  }

  /** The value of the placeholder that was read last; null if it was not issued. */
  @Nullable String value(PlaceholderReader read) {
    String value = value(read.type(), read.ordinal());
    if (value == null || suffixes == null) {
      return value;
    }
    return suffixes.of(EntityType.of(read.type()), value).equals(read.suffix()) ? value : null;
  }

  /** The value of a placeholder; null if it was not issued. */
  @Nullable String value(String type, int ordinal) {
    Values values = byType.get(type);
    return values == null || ordinal < 1 || ordinal > values.inOrder.size()
        ? null
        : values.inOrder.get(ordinal - 1);
  }

  /** Whether the name of a type of which there are placeholders begins like this. */
  boolean hasTypeThatBegins(CharSequence letters) {
    for (String type : byType.keySet()) {
      if (Placeholder.begins(type, letters)) {
        return true;
      }
    }
    return false;
  }
}
