package io.llmgw.api.schema.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A keyword of a schema that is being compiled, and what it says. Each method that reads the value
 * refuses one of another kind.
 *
 * @param name the keyword
 * @param value what it says
 * @param schema the whole schema that it stands in
 * @param pointer where in the document it stands
 * @param compiler compiles the schemas within it
 * @param node what becomes of the schema
 */
record Keyword(
    String name,
    @Nullable Object value,
    Map<?, ?> schema,
    String pointer,
    SchemaCompiler compiler,
    SchemaNode node) {

  /** The schema that it says. */
  SchemaNode part() {
    return part(value, pointer);
  }

  /** The schemas that it says by name. */
  Map<?, ?> members() {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw refused("an object");
  }

  /** The schemas that it lists; at least one. */
  List<SchemaNode> parts() {
    if (!(value instanceof List<?> schemas) || schemas.isEmpty()) {
      throw refused("an array of schemas");
    }
    List<SchemaNode> parts = new ArrayList<>();
    for (int i = 0; i < schemas.size(); i++) {
      parts.add(part(schemas.get(i), pointer + "/" + i));
    }
    return parts;
  }

  SchemaNode part(@Nullable Object schema, String at) {
    SchemaNode part = compiler.node(schema, at);
    node.addPart(part);
    return part;
  }

  List<String> strings() {
    if (!(value instanceof List<?> elements)) {
      throw refused("an array of strings");
    }
    List<String> strings = new ArrayList<>();
    for (Object element : elements) {
      if (!(element instanceof String string)) {
        throw refused("an array of strings");
      }
      strings.add(string);
    }
    return strings;
  }

  BigDecimal number() {
    if (value instanceof Number number) {
      return JsonKind.decimal(number);
    }
    throw refused("a number");
  }

  int count() {
    if (value instanceof Number number && JsonKind.isWhole(number)) {
      BigDecimal exact = JsonKind.decimal(number);
      if (exact.signum() >= 0 && exact.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
        return exact.intValueExact();
      }
    }
    throw refused("an integer of at least 0");
  }

  /** Says that the value of the keyword is wrong. */
  IllegalArgumentException refused(String expected) {
    return new IllegalArgumentException(
        "at \"" + pointer + "\" in the schema: must be " + expected);
  }
}
