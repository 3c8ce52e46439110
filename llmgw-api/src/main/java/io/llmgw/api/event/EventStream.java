package io.llmgw.api.event;

import org.jspecify.annotations.Nullable;

/**
 * The events of one answer, to be pulled once. One thread at a time may use it, not always the
 * same. Whoever opened it closes it, drained or not.
 */
public interface EventStream extends AutoCloseable {
  /**
   * The next event; blocks until there is one. Null after {@link Completed}, and only then.
   *
   * @throws io.llmgw.api.error.LlmException if the answer fails; asked again it throws the same
   * @throws IllegalStateException after {@link #close()}
   */
  @Nullable LlmEvent next();

  /** Ends the stream and frees what it holds. Idempotent; throws nothing. */
  @Override
  void close();
}
