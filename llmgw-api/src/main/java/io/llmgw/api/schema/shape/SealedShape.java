package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the records of a sealed interface, told apart by a member {@value #TAG}. */
final class SealedShape implements Shape {
  static final String TAG = "type";

  private final Declared declared;
  private final Map<String, ObjectShape> byTag = new LinkedHashMap<>();
  private final Map<Class<?>, ObjectShape> byClass = new LinkedHashMap<>();

  SealedShape(Declared declared) {
    this.declared = declared;
  }

  /** Adds one of the records, before anybody else sees the shape. */
  void add(Class<?> type, ObjectShape shape) {
    ObjectShape other = byTag.put(shape.tag(), shape);
    if (other != null) {
      throw new IllegalArgumentException(
          "two records are called " + shape.tag() + " in JSON: rename one with @Name");
    }
    byClass.put(type, shape);
  }

  @Override
  public String sharedName() {
    return Names.plain(declared.name());
  }

  @Override
  public List<Shape> parts() {
    return List.copyOf(byTag.values());
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", byTag.values().stream().map(writer::part).toList());
    return SchemaWriter.describe(schema, declared.description());
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!(json instanceof Map<?, ?> members)) {
      findings.add(place, "type", JsonKind.mismatch("object", json));
      return null;
    }
    ObjectShape shape = members.get(TAG) instanceof String tag ? byTag.get(tag) : null;
    if (shape == null) {
      findings.add(
          place.member(TAG), "anyOf", "must be one of " + String.join(", ", byTag.keySet()));
      return null;
    }
    return shape.read(json, place, findings);
  }

  @Override
  public Object write(@Nullable Object value, Place place) {
    ObjectShape shape = value == null ? null : byClass.get(value.getClass());
    if (shape == null) {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    return shape.write(value, place);
  }
}
