package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import io.llmgw.api.error.LlmException;
import java.util.List;

/**
 * Where the keys of a provider come from. Asked at every call, so a rotated key is used at once;
 * must be fast and thread-safe. See {@link Keys} for the usual ones.
 *
 * <p>One that has to wait for somebody, as for a service that issues keys, waits on the thread of
 * the call. Whatever ends the call interrupts it; so do the clocks of the first token and of the
 * attempt where {@link #isReady} has said that there is a wait.
 */
@FunctionalInterface
public interface KeySource {
  /** No key: for providers that need none. */
  KeySource NONE = caller -> List.of();

  /**
   * The keys this caller may use, aliases unique; empty when there is none.
   *
   * @throws LlmException of a kind that is retryable, when there may be keys another time: the call
   *     fails with that, or goes to another target. Whatever else is thrown becomes an error of
   *     kind CONFIGURATION
   */
  List<ApiKey> keysFor(Caller caller);

  /**
   * Whether {@link #keysFor} would give this caller keys without waiting for anybody; asks nobody.
   * By default true.
   */
  default boolean isReady(Caller caller) {
    return true;
  }

  /**
   * Breaks off what is under way to get keys: nothing is sent for them any more, until somebody
   * asks for keys again, as another client with the same source may. Called when a provider that
   * has it is closed, or a client with a {@linkplain io.llmgw.api.route.Target#keys target} that
   * has it; more than once where there are several. Must not block. By default does nothing.
   */
  default void stopFetching() {}
}
