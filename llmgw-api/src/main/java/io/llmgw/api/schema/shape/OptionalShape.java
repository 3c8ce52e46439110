package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be null in JSON, and left out of an object.
 *
 * @param present the shape of what is there
 * @param wrapped whether Java has an {@code Optional}
 * @param preset the JSON value that null stands for; null for none
 */
public record OptionalShape(Shape present, boolean wrapped, @Nullable Object preset)
    implements Shape {
  @Override
  public List<Shape> parts() {
    return List.of(present);
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> schema = writer.part(present);
    if (schema.get("type") instanceof String type && present instanceof ScalarShape) {
      schema.put("type", List.of(type, "null"));
      return schema;
    }
    Map<String, @Nullable Object> either = new LinkedHashMap<>();
    either.put("anyOf", alternatives(schema));
    return either;
  }

  private static List<Object> alternatives(Map<String, @Nullable Object> schema) {
    List<Object> alternatives = new ArrayList<>();
    alternatives.add(schema);
    alternatives.add(Map.of("type", "null"));
    return alternatives;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    Object given = json == null ? preset : json;
    Object value = given == null ? null : present.read(given, place, findings);
    return wrapped ? Optional.ofNullable(value) : value;
  }

  @Override
  public @Nullable Object write(@Nullable Object value, Place place) {
    Object bare = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    return bare == null ? null : present.write(bare, place);
  }
}
