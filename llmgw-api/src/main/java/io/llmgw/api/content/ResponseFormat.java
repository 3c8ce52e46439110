package io.llmgw.api.content;

import io.llmgw.api.json.Json;

/** The form that an answer must have. Immutable and thread-safe. */
public sealed interface ResponseFormat permits ResponseFormat.Mode, ResponseFormat.Schema {
  /** Plain text. */
  static ResponseFormat text() {
    return Mode.TEXT;
  }

  /** Any JSON object. */
  static ResponseFormat json() {
    return Mode.JSON_OBJECT;
  }

  /** JSON that fits a schema, strictly. */
  static ResponseFormat schema(String name, Json schema) {
    return new Schema(name, schema, true);
  }

  /** JSON that fits a schema; not strict leaves it to the model to follow it. */
  static ResponseFormat schema(String name, Json schema, boolean strict) {
    return new Schema(name, schema, strict);
  }

  /** A form without a schema. */
  enum Mode implements ResponseFormat {
    /** Plain text. */
    TEXT,
    /** Any JSON object. */
    JSON_OBJECT
  }

  /**
   * JSON that fits a schema.
   *
   * @param name what the schema is called; 1 to 128 chars as for {@link ToolSpec#name()}
   * @param schema the JSON Schema; an object
   * @param strict whether the provider must hold the model to the schema
   */
  record Schema(String name, Json schema, boolean strict) implements ResponseFormat {
    /** Checks name and schema. */
    public Schema {
      ToolSpec.checkName(name);
      if (!schema.isObject()) {
        throw new IllegalArgumentException("the schema of an answer must be a JSON object");
      }
    }

    @Override
    public String toString() {
      return "Schema[" + schema.text().length() + " chars" + (strict ? ", strict]" : "]");
    }
  }
}
