package io.llmgw.api.request;

/** How hard a model thinks before it answers; adapters take the nearest that the model knows. */
public enum ReasoningEffort {
  /** Not at all. */
  NONE,
  /** As little as possible. */
  MINIMAL,
  /** A little. */
  LOW,
  /** Normally. */
  MEDIUM,
  /** Much. */
  HIGH,
  /** Very much. */
  XHIGH,
  /** As much as possible. */
  MAX
}
