package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the values of one Java type look in JSON. Immutable once found; thread-safe. */
public interface Shape {
  /** Its JSON Schema, as a map that the caller may add to. */
  Map<String, @Nullable Object> schema(SchemaWriter writer);

  /**
   * The Java value of a decoded JSON value. Where it does not fit, the findings say so, and what is
   * returned means nothing.
   */
  @Nullable Object read(@Nullable Object json, Place place, Findings findings);

  /**
   * The JSON value of a Java value, as maps, lists and scalars.
   *
   * @throws IllegalArgumentException if it has none; names the place
   */
  @Nullable Object write(@Nullable Object value, Place place);

  /** The shapes that it consists of, which may lead back to it. */
  default List<Shape> parts() {
    return List.of();
  }

  /** The name under which its schema is written once and referred to; null to repeat it. */
  default @Nullable String sharedName() {
    return null;
  }

  /** Refuses a value that cannot be written. */
  static IllegalArgumentException unwritable(Place place, String why) {
    return new IllegalArgumentException("at \"" + place.pointer() + "\": " + why);
  }
}
