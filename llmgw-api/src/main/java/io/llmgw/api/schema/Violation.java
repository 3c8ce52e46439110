package io.llmgw.api.schema;

import io.llmgw.api.json.JsonException;
import java.util.Objects;

/**
 * One reason why a JSON value does not fit. It never shows the value, which may be personal: keys
 * that the schema does not name are written {@code *} in the pointer.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) such as {@code /lines/0/total}; empty for the
 *     whole value
 * @param rule the JSON Schema keyword that is broken, such as {@code type} or {@code required};
 *     {@code json} where the text is no JSON, {@code java} where the Java type refuses what its
 *     schema allows, {@code limit} where checking would cost too much
 * @param message what is expected, in a few words that may be shown to the model
 */
public record Violation(String pointer, String rule, String message) {
  /** Checks for null. */
  public Violation {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(message, "message");
  }

  /** For a text that is no JSON. */
  static Violation ofText(JsonException e) {
    return new Violation("", "json", "must be JSON: " + e.reason() + " at " + e.position());
  }

  /** For example {@code /lines/0/total: must be a number, not a string}. */
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "the value" : pointer) + ": " + message;
  }
}
