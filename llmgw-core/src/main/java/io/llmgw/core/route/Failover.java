package io.llmgw.core.route;

import io.llmgw.api.error.LlmException;

/** Which failures of one target are a reason to ask another. Thread-safe. */
@FunctionalInterface
public interface Failover {
  /** What a call does after its attempts at a target have failed with this. */
  Move after(LlmException error);

  /** What a call does. */
  enum Move {
    /** It fails. */
    STOP,
    /** It goes to the next target. */
    NEXT,
    /** It goes to a target with a larger window. */
    LARGER_WINDOW,
    /** It goes where the route says for requests that are refused for their content. */
    CONTENT_POLICY
  }
}
