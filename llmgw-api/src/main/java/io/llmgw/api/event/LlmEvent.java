package io.llmgw.api.event;

/**
 * One step of an answer. A stream is {@link Started}, then any number of {@link ContentEvent}s,
 * {@link UsageReported}s, {@link BillReported}s and {@link Ping}s, then {@link Completed}; a
 * failure is an exception, never an event. Immutable and thread-safe; {@code toString} shows no
 * text.
 */
public sealed interface LlmEvent
    permits Started, ContentEvent, UsageReported, BillReported, Ping, Completed {
  /**
   * Whether an attempt is settled by this event, so that it can no longer be repeated elsewhere
   * unseen: content that somebody could have read, the start or arguments of a tool call, a result
   * that is not text, or the end.
   */
  default boolean isCommitting() {
    return false;
  }
}
