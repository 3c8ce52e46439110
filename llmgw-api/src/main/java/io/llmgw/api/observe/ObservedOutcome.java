package io.llmgw.api.observe;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Served;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, without its text. Exactly one of the first three is set.
 *
 * @param finishReason why the model stopped, when the call succeeded
 * @param error what went wrong, when the call failed
 * @param cancelled who ended it, when it was cancelled
 * @param httpStatus status of a failed answer; 0 when there was none
 * @param route the alias or {@code provider/model} that it went by, the default's where the request
 *     named none; null when it did not come as far as to be routed
 * @param timeToFirstToken from the beginning of the call, or of its wait for a thread, until the
 *     first content could be handed out, without what the reader of a stream took until he asked
 *     for it; null when he got none
 * @param reasoned whether it handed out any of what the model thought. Where it did not, tokens of
 *     reasoning that its usage counts were written out of sight, most likely before the first
 *     content
 * @param overhead the part of its latency that was the library's own: without the time that it was
 *     at a provider, waited as a policy or a limit wants it, or for a flight or an internal call,
 *     and without what its reader took between two events. With two sides at once (hedging) their
 *     times outside are counted as one
 * @param served who was tried, how long it took, what it used
 */
public record ObservedOutcome(
    @Nullable FinishReason finishReason,
    @Nullable ErrorKind error,
    @Nullable Reason cancelled,
    int httpStatus,
    @Nullable String route,
    @Nullable Duration timeToFirstToken,
    boolean reasoned,
    Duration overhead,
    Served served) {
  /** Whether it broke off after a part of the answer had been handed out. */
  public boolean isInterrupted() {
    return finishReason == null && timeToFirstToken != null;
  }
}
