package io.llmgw.api.tokens;

import io.llmgw.api.json.Json;
import io.llmgw.api.tokens.RequestTally.TextSink;
import io.llmgw.api.tokens.RequestTally.Use;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some models are shown of a schema in place of its JSON: the names of its properties, what is
 * said of them, and the values they may have. One walk over one schema; not thread-safe.
 */
final class SchemaText {
  private final TextSink sink;
  private final boolean namesRequired;
  private int properties;
  private int choices;

  /**
   * @param namesRequired whether the names of required properties are read once more
   */
  SchemaText(TextSink sink, boolean namesRequired) {
    this.sink = sink;
    this.namesRequired = namesRequired;
  }

  /** Reads the schema of a tool, which is an object. */
  void read(Json schema) {
    read(schema.asObject());
  }

  private void read(Map<?, ?> schema) {
    text(schema.get("description"));
    text(schema.get("format"));
    for (Object choice : list(schema.get("enum"))) {
      choices++;
      text(choice);
    }
    if (namesRequired) {
      list(schema.get("required")).forEach(this::text);
    }
    for (String named : List.of("properties", "$defs", "definitions")) {
      members(schema.get(named), named.equals("properties"));
    }
    for (String nested : List.of("items", "anyOf", "any_of", "oneOf", "allOf")) {
      nested(schema.get(nested));
    }
  }

  private void members(@Nullable Object schemas, boolean areProperties) {
    if (schemas instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        properties += areProperties ? 1 : 0;
        text(member.getKey());
        nested(member.getValue());
      }
    }
  }

  private void nested(@Nullable Object schema) {
    if (schema instanceof Map<?, ?> one) {
      read(one);
    } else {
      list(schema).forEach(this::nested);
    }
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private void text(@Nullable Object value) {
    if (value instanceof String text) {
      sink.text(Use.TOOL, text);
    }
  }

  /** How many properties there were, those of nested objects included. */
  int properties() {
    return properties;
  }

  /** How many values of enumerations there were. */
  int choices() {
    return choices;
  }
}
