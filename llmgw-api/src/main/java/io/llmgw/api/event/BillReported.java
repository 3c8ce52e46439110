package io.llmgw.api.event;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of its bill for the answer.
 *
 * @param cost what it charges, up to here if more of the answer follows; replaces what was said
 *     before; null if it does not say; {@link Cost#UNKNOWN} if it says that it charges for more
 *     than tokens, and not how much: what is computed from them is a lower bound then
 * @param serviceTier the service tier that it charges by, in its own word; null if it does not say
 * @param charged the tokens that it charges for, in all; null where those are all that the model
 *     read and wrote
 */
public record BillReported(
    @Nullable Cost cost, @Nullable String serviceTier, @Nullable Usage charged)
    implements LlmEvent {
  /** A bill that charges for all tokens that the model read and wrote. */
  public BillReported(@Nullable Cost cost, @Nullable String serviceTier) {
    this(cost, serviceTier, null);
  }
}
