package io.llmgw.api.observe;

/** Why an attempt is made. */
public enum AttemptCause {
  /** It is the first one of its call, a hedge aside. */
  FIRST,
  /** One before has failed at the same target, and it is made again with the same key. */
  REPEAT,
  /** One before has failed at the same target, and it is made with another key. */
  NEXT_KEY,
  /** One before has failed at another target. */
  FAILOVER,
  /** A second target is asked beside the first, which has no content yet. */
  HEDGE
}
