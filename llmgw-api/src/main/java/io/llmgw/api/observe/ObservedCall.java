package io.llmgw.api.observe;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call as it begins, without its text.
 *
 * @param callId id of the call
 * @param runId id of the run it is a round of; the call's own where there is none
 * @param parentCallId id of the call it was made for; null for calls of the application
 * @param caller on whose behalf
 * @param purpose what for
 * @param operation chat, embeddings, ...
 * @param model what the request asked for, alias or {@code provider/model}; the client's default of
 *     its operation where it named none, null where there is none
 * @param configured whether the client's configuration has that name, as an alias or a default, so
 *     that there are not many of it; any other name is what a caller came up with, and may lead
 *     nowhere. False where there is none
 * @param delivery whole or streamed
 * @param textLength characters of text in the request
 * @param settings how the answer was asked to be written, numbers alone; {@link
 *     GenerationSettings#NONE} for what is no chat
 */
public record ObservedCall(
    String callId,
    String runId,
    @Nullable String parentCallId,
    Caller caller,
    Purpose purpose,
    Operation operation,
    @Nullable String model,
    boolean configured,
    Delivery delivery,
    long textLength,
    GenerationSettings settings) {}
