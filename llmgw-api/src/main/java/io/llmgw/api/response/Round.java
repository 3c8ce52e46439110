package io.llmgw.api.response;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of the model within a {@link Run}, and what was done about its answer. Holds no text.
 *
 * @param callId the id of the call, as in logs and audit
 * @param target what served it, as {@code provider/model}; null if no target was chosen
 * @param finishReason why its answer ended
 * @param latency of the call alone, tools left out; not negative
 * @param usage what the call paid for
 * @param cost what the call cost
 * @param tools the tools that its answer asked for, in its order; empty if none
 */
public record Round(
    String callId,
    @Nullable String target,
    FinishReason finishReason,
    Duration latency,
    Usage usage,
    Cost cost,
    List<ToolUse> tools) {
  /** Copies the list. */
  public Round {
    Objects.requireNonNull(callId, "callId");
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(cost, "cost");
    tools = List.copyOf(tools);
  }
}
