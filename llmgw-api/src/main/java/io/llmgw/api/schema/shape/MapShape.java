package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object in JSON whose keys are not known.
 *
 * @param element what it holds
 */
public record MapShape(Shape element) implements Shape {
  @Override
  public List<Shape> parts() {
    return List.of(element);
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", writer.part(element));
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!(json instanceof Map<?, ?> members)) {
      findings.add(place, "type", JsonKind.mismatch("object", json));
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (findings.isFull()) {
        break;
      }
      Object value = element.read(member.getValue(), place.unnamed(), findings);
      values.put((String) member.getKey(), value);
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Object write(@Nullable Object value, Place place) {
    if (!(value instanceof Map<?, ?> members)) {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getKey() instanceof String key)) {
        throw Shape.unwritable(place, "a key that is null");
      }
      written.put(key, element.write(member.getValue(), place.unnamed()));
    }
    return written;
  }
}
