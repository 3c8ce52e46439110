package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the constants of an enum, by name. */
final class EnumShape implements Shape {
  private final Map<String, Object> constants = new LinkedHashMap<>();
  private final Map<Object, String> names = new LinkedHashMap<>();
  private final @Nullable String description;

  EnumShape(Class<?> type, Declared declared) {
    List<String> words = new ArrayList<>();
    if (declared.description() != null) {
      words.add(declared.description());
    }
    for (Object constant : type.getEnumConstants()) {
      Declared own = Declared.constant((Enum<?>) constant);
      if (constants.put(own.name(), constant) != null) {
        throw new IllegalArgumentException(
            type.getName() + " has two constants with the name " + own.name());
      }
      names.put(constant, own.name());
      if (own.description() != null) {
        words.add(own.name() + ": " + own.description());
      }
    }
    if (constants.isEmpty()) {
      throw new IllegalArgumentException(type.getName() + " has no constants");
    }
    description = words.isEmpty() ? null : String.join("\n", words);
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("enum", List.copyOf(constants.keySet()));
    return SchemaWriter.describe(schema, description);
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!(json instanceof String name)) {
      findings.add(place, "type", JsonKind.mismatch("string", json));
      return null;
    }
    Object constant = constants.get(name);
    if (constant == null) {
      findings.add(place, "enum", "must be one of " + String.join(", ", constants.keySet()));
    }
    return constant;
  }

  @Override
  public String write(@Nullable Object value, Place place) {
    String name = value == null ? null : names.get(value);
    if (name == null) {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    return name;
  }
}
