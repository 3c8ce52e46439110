package io.llmgw.api.observe;

import io.llmgw.api.ContextCapture.Restored;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one attempt of a call. One thread at a time touches it, not always the same one. What it
 * throws is reported and changes nothing.
 */
public interface AttemptObservation {
  /**
   * The attempt is about to work towards its first content, on this thread: puts there what belongs
   * to it, such as the span that is current. Default null, nothing.
   *
   * @return takes it off again, on the same thread; null when there is nothing to take off
   */
  default @Nullable Restored enter() {
    return null;
  }

  /**
   * The request of the attempt is being written, for a provider that has headers: adds some of its
   * own, such as those of a trace. Default none. At most {@value #MOST_HEADERS} are sent, each of
   * up to {@value #LONGEST_HEADER} printable ASCII characters; one that the gateway, the provider
   * or the request sets itself is left out, as is one that cannot be sent.
   *
   * @param headers takes name and value
   */
  default void addHeaders(BiConsumer<String, String> headers) {}

  /** How many headers the observers of a call may add to a request together. */
  int MOST_HEADERS = 16;

  /** How long the value of such a header may be, in characters. */
  int LONGEST_HEADER = 8_192;

  /** The first content has come; default nothing. */
  default void onFirstToken() {}

  /**
   * The attempt has ended; called exactly once. Attempts that the call does not wait for, such as a
   * hedge that has lost, may end after the call.
   */
  void onOutcome(ObservedAttemptOutcome outcome);
}
