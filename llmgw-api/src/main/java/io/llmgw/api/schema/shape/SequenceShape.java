package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array in JSON.
 *
 * @param type {@code List}, {@code Set}, {@code Collection} or an array class
 * @param element what it holds
 */
record SequenceShape(Class<?> type, Shape element) implements Shape {
  @Override
  public List<Shape> parts() {
    return List.of(element);
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", writer.part(element));
    return schema;
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!(json instanceof List<?> elements)) {
      findings.add(place, "type", JsonKind.mismatch("array", json));
      return null;
    }
    int before = findings.size();
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size() && !findings.isFull(); i++) {
      values.add(element.read(elements.get(i), place.element(i), findings));
    }
    return findings.size() > before ? null : collected(values);
  }

  private Object collected(List<@Nullable Object> values) {
    if (type == Set.class) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
    if (!type.isArray()) {
      return Collections.unmodifiableList(values);
    }
    Object array = Array.newInstance(type.getComponentType(), values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  @Override
  public Object write(@Nullable Object value, Place place) {
    List<@Nullable Object> written = new ArrayList<>();
    if (value instanceof Collection<?> values) {
      for (Object each : values) {
        written.add(element.write(each, place.element(written.size())));
      }
    } else if (value != null) {
      for (int i = 0; i < Array.getLength(value); i++) {
        written.add(element.write(Array.get(value, i), place.element(i)));
      }
    } else {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    return written;
  }
}
