package io.llmgw.api.event;

import java.util.Objects;

/**
 * More of the arguments of a tool call.
 *
 * @param index the block, from 0
 * @param json a fragment of JSON text, cut anywhere; may be empty
 */
public record ToolArgumentsDelta(int index, String json) implements ContentEvent {
  /** Checks the index. */
  public ToolArgumentsDelta {
    BlockIndex.check(index);
    Objects.requireNonNull(json, "json");
  }

  @Override
  public boolean isCommitting() {
    return true;
  }

  @Override
  public String toString() {
    return "ToolArgumentsDelta[" + index + ", " + json.length() + " chars]";
  }
}
