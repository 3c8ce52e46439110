package io.llmgw.api.observe;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptRecord;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, without its text.
 *
 * @param attempt its account: target, key alias, state, error, latency, usage, cost
 * @param finishReason why the model stopped, when it gave a whole answer
 * @param cancelled who ended it, when it was cancelled
 * @param httpStatus status of the answer; 0 where there was none or no HTTP is involved
 * @param model the model that the provider says it used; null if it said none
 * @param responseId the provider's id of the answer; null if it gave none
 * @param placeWait how long it waited for a place within a limit of this process, such as the most
 *     connections to one host; not negative
 * @param server where its provider answers: scheme, host and port alone; null for a model in this
 *     process, and where it did not come as far
 * @param pieces how many pieces of content came, at least 0
 */
public record ObservedAttemptOutcome(
    AttemptRecord attempt,
    @Nullable FinishReason finishReason,
    @Nullable Reason cancelled,
    int httpStatus,
    @Nullable String model,
    @Nullable String responseId,
    Duration placeWait,
    @Nullable URI server,
    long pieces) {}
