package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A string, number or boolean.
 *
 * @param type what JSON Schema calls it
 * @param format the format of a string that every provider takes in strict schemas; null for none
 * @param hint what the model is told where no format says it; null for nothing
 * @param expected what is expected within the type, in words for a violation
 * @param reader makes the Java value of a JSON value of the type; null where it does not fit
 * @param writer makes the JSON value
 */
record ScalarShape(
    String type,
    @Nullable String format,
    @Nullable String hint,
    String expected,
    Function<Object, @Nullable Object> reader,
    Function<Object, Object> writer)
    implements Shape {

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter out) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    if (format != null) {
      schema.put("format", format);
    }
    return SchemaWriter.describe(schema, hint);
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!JsonKind.is(type, json)) {
      findings.add(place, "type", JsonKind.mismatch(type, json));
      return null;
    }
    Object value = json == null ? null : reader.apply(json);
    if (value == null) {
      findings.add(place, format == null ? "java" : "format", "must be " + expected);
    }
    return value;
  }

  @Override
  public Object write(@Nullable Object value, Place place) {
    if (value == null) {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    return writer.apply(value);
  }
}
