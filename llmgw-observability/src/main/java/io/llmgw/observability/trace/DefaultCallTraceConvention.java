package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.observability.CapturedContent;
import io.llmgw.observability.genai.GenAi;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * {@code llmgw chat}, with {@code llmgw.*}: usage and cost are those of all attempts, under names
 * of their own, so that nobody who adds up {@code gen_ai.*} counts anything twice. What was said in
 * the call has OpenTelemetry's names, where it is captured: attempts do not have it once more.
 */
public final class DefaultCallTraceConvention implements CallTraceConvention {
  /** Name of the observation, of which a meter handler makes a timer. */
  public static final String NAME = "llmgw.call";

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String getContextualName(CallTrace trace) {
    return "llmgw " + GenAi.operation(trace.call().operation());
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(CallTrace trace) {
    ObservedCall call = trace.call();
    ObservedOutcome outcome = trace.outcome();
    return new Tags()
        .add("llmgw.operation", GenAi.operation(call.operation()))
        .add("llmgw.purpose", call.purpose().name())
        .add("llmgw.stream", call.delivery() == Delivery.STREAMED)
        .add("llmgw.outcome", outcome == null ? GenAi.NONE : GenAi.outcome(outcome))
        .toKeyValues();
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(CallTrace trace) {
    ObservedCall call = trace.call();
    Tags tags =
        new Tags()
            .add("llmgw.call_id", call.callId())
            .add("llmgw.run_id", call.runId().equals(call.callId()) ? null : call.runId())
            .add("llmgw.parent_call_id", call.parentCallId())
            .add("llmgw.tenant", call.caller().tenant())
            .add("llmgw.application", call.caller().application())
            .add("llmgw.route", GenAi.route(call));
    ObservedOutcome outcome = trace.outcome();
    if (outcome == null) {
      return tags.toKeyValues();
    }
    content(tags, trace.content());
    Served served = outcome.served();
    return tags.add("error.type", GenAi.failure(outcome))
        .add(
            "llmgw.cancelled_by",
            outcome.cancelled() == null ? null : GenAi.reason(outcome.cancelled()))
        .add("llmgw.target", served.target())
        .add("llmgw.cache", GenAi.lower(served.cache()))
        .add("llmgw.attempts", served.attempts().size())
        .add("llmgw.usage.input_tokens", known(served.usage().inputTokens()))
        .add("llmgw.usage.output_tokens", known(served.usage().outputTokens()))
        .add("llmgw.cost", served.cost())
        .toKeyValues();
  }

  private static void content(Tags tags, @Nullable CapturedContent content) {
    if (content != null) {
      tags.addWhole("gen_ai.system_instructions", content.systemInstructions())
          .addWhole("gen_ai.input.messages", content.inputMessages())
          .addWhole("gen_ai.output.messages", content.outputMessages());
    }
  }

  private static Object known(TokenCount count) {
    return count.isKnown() ? count.tokens() : count;
  }
}
