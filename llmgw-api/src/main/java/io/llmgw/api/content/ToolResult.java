package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.List;

/**
 * What a tool answered to a call of the model.
 *
 * @param callId the id of the {@link ToolCall}; not empty
 * @param content what it answered: text, media and structured parts; may be empty
 * @param isError whether the tool failed, and the content says how
 */
public record ToolResult(String callId, List<Part> content, boolean isError) implements Part {
  /** Copies the content and checks its parts. */
  public ToolResult {
    if (callId.isEmpty()) {
      throw new IllegalArgumentException("the call id of a tool result must not be empty");
    }
    content = List.copyOf(content);
    for (Part part : content) {
      if (!Message.isTextOrMedia(part) && !(part instanceof Structured)) {
        throw new IllegalArgumentException(
            part.getClass().getSimpleName() + " cannot stand in a tool result");
      }
    }
  }

  /** A result in plain text. */
  public static ToolResult of(String callId, String text) {
    return new ToolResult(callId, List.of(new Text(text)), false);
  }

  /** A failure, in words for the model. */
  public static ToolResult error(String callId, String text) {
    return new ToolResult(callId, List.of(new Text(text)), true);
  }

  /** A result as JSON. */
  public static ToolResult json(String callId, Json json) {
    return new ToolResult(callId, List.of(new Structured(json)), false);
  }

  @Override
  public long textLength() {
    long length = 0;
    for (Part part : content) {
      length += part.textLength();
    }
    return length;
  }

  @Override
  public String toString() {
    String outcome = isError ? ", error]" : "]";
    return "ToolResult[" + callId + ", " + textLength() + " chars" + outcome;
  }
}
