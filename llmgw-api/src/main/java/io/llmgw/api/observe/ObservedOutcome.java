package io.llmgw.api.observe;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Served;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, without its text. Exactly one of the first three is set.
 *
 * @param finishReason why the model stopped, when the call succeeded
 * @param error what went wrong, when the call failed
 * @param cancelled who ended it, when it was cancelled
 * @param httpStatus status of a failed answer; 0 when there was none
 * @param served who was tried, how long it took, what it used
 */
public record ObservedOutcome(
    @Nullable FinishReason finishReason,
    @Nullable ErrorKind error,
    @Nullable Reason cancelled,
    int httpStatus,
    Served served) {}
