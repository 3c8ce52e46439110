package io.llmgw.api.event;

import io.llmgw.api.usage.Cost;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of its bill for the answer.
 *
 * @param cost what it charges, up to here if more of the answer follows; replaces what was said
 *     before; null if it does not say; {@link Cost#UNKNOWN} if it says that it charges for more
 *     than tokens, and not how much: what is computed from them is a lower bound then
 * @param serviceTier the service tier that it charges by, in its own word; null if it does not say
 */
public record BillReported(@Nullable Cost cost, @Nullable String serviceTier) implements LlmEvent {}
