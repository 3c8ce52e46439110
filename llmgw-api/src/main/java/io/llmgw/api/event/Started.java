package io.llmgw.api.event;

import io.llmgw.api.response.ResponseHead;
import java.util.Objects;

/**
 * The answer begins; the first event of every stream.
 *
 * @param head what the provider said so far
 */
public record Started(ResponseHead head) implements LlmEvent {
  private static final Started IN_PROCESS = new Started(ResponseHead.NONE);

  /** Checks for null. */
  public Started {
    Objects.requireNonNull(head, "head");
  }

  /** The beginning of an answer from a model in the same process, about which nothing is said. */
  public static Started inProcess() {
    return IN_PROCESS;
  }
}
