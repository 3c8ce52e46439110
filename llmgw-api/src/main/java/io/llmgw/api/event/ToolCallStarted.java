package io.llmgw.api.event;

import io.llmgw.api.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The model begins to ask for a tool; the arguments follow as {@link ToolArgumentsDelta}s, or not
 * at all if there are none.
 *
 * @param index the block, from 0; one tool call is one block
 * @param id the provider's id of the call, or one that the adapter made where it gives none; not
 *     empty
 * @param name the tool's name, as the model wrote it
 * @param providerFields fields of the call that only the provider understands and that must go back
 *     with it, by name; kept in order
 */
public record ToolCallStarted(int index, String id, String name, Map<String, Json> providerFields)
    implements ContentEvent {
  /** Checks index and id, and copies the fields. */
  public ToolCallStarted {
    BlockIndex.check(index);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the id of a tool call must not be empty");
    }
    Objects.requireNonNull(name, "name");
    providerFields =
        providerFields.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(providerFields));
  }

  /** The start of a call without provider fields. */
  public ToolCallStarted(int index, String id, String name) {
    this(index, id, name, Map.of());
  }

  @Override
  public boolean isCommitting() {
    return true;
  }

  @Override
  public String toString() {
    return "ToolCallStarted[" + index + ", " + id + "]";
  }
}
