package io.llmgw.providers.media;

import io.llmgw.api.content.Part;
import org.jspecify.annotations.Nullable;

/** Which media a protocol takes, from the user or in results of tools, and how it has them. */
@FunctionalInterface
public interface TakenMedia {
  /** What there is about a part that the protocol does not take, in words; null where it does. */
  @Nullable String refusal(Part part);

  /** Whether the protocol has a medium beside the text, and not at its place in it. */
  default boolean standsApart(Part part) {
    return false;
  }

  /** What the protocol makes of the id of a call. */
  default String callId(String id) {
    return id;
  }
}
