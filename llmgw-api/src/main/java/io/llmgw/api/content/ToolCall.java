package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.Map;
import java.util.Objects;

/**
 * The model's wish to have a tool called. The arguments come from the model: they may be invalid
 * JSON, the name may be one that nobody offered.
 *
 * @param id what the result refers to, as the provider gave it; not empty
 * @param name the tool's name, as the model wrote it
 * @param arguments the arguments, usually an object; nothing at all and {@code null}, with which
 *     models call tools without parameters, become the object without members
 * @param providerFields fields of the call that only the provider understands and that must go back
 *     with it, by name; opaque, kept in order
 */
public record ToolCall(String id, String name, Json arguments, Map<String, Json> providerFields)
    implements Part {
  /** Copies the provider fields, and makes no arguments an empty object. */
  public ToolCall {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the id of a tool call must not be empty");
    }
    Objects.requireNonNull(name, "name");
    arguments = saysNothing(arguments.text()) ? Json.object() : arguments;
    providerFields = Extras.copy(providerFields);
  }

  /** A call without provider fields. */
  public ToolCall(String id, String name, Json arguments) {
    this(id, name, arguments, Map.of());
  }

  private static boolean saysNothing(String arguments) {
    String text = arguments.strip();
    return text.isEmpty() || text.equals("null");
  }

  @Override
  public long textLength() {
    return (long) name.length() + arguments.text().length();
  }

  @Override
  public String toString() {
    return "ToolCall[" + id + ", arguments " + arguments.text().length() + " chars]";
  }
}
