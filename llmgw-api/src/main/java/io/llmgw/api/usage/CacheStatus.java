package io.llmgw.api.usage;

/** What the response cache had to do with an answer. */
public enum CacheStatus {
  /** No cache was asked. */
  NONE,
  /** A cache was asked and had nothing. */
  MISS,
  /** The answer came from a cache. */
  HIT,
  /** The answer came from a cache and was past its time. */
  STALE,
  /** The answer came from the call of somebody else who asked the same at the same time. */
  JOINED
}
