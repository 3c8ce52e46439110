package io.llmgw.api.reaction;

/** Where a call goes on after its attempts at one target have failed. */
public enum Onward {
  /** Nowhere: it fails. */
  STOP,
  /** To the next target of its route. */
  NEXT,
  /** To a target with a larger window. */
  LARGER_WINDOW,
  /** To where the route says for requests that are refused for their content. */
  CONTENT_POLICY
}
