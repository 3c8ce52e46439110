package io.llmgw.api.event;

/** A sign of life that says nothing; it neither is content nor resets an idle clock. */
public enum Ping implements LlmEvent {
  /** The only one. */
  INSTANCE
}
