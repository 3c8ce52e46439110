package io.llmgw.providers.cohere.request;

import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How much a model is told to think: at most so many tokens, as many as it likes, or not at all
 * (docs.cohere.com, "Reasoning Capabilities").
 *
 * @param on whether it may think
 * @param budgetTokens the most tokens it may think; null for as many as it likes
 */
record CohereThinking(boolean on, @Nullable Integer budgetTokens) {
  static final String FIELD = "thinking";

  private static final CohereThinking OFF = new CohereThinking(false, null);
  private static final CohereThinking UNLIMITED = new CohereThinking(true, null);
  private static final int LEAST = 512;
  private static final int HIGH = 16_384;

  /**
   * What the settings mean for the model of the call; says in the trail what they became. Null
   * where there is nothing to say.
   */
  static @Nullable CohereThinking of(WireCall call, @Nullable ReasoningSettings reasoning) {
    if (reasoning == null) {
      return null;
    }
    if (!CohereModel.thinks(call.model())) {
      if (!reasoning.isOff()) {
        call.dropOrRefuse("the parameter reasoning, which this model does not take");
      }
      return null;
    }
    if (reasoning.isOff()) {
      return OFF;
    }
    ReasoningEffort effort = reasoning.effort();
    Integer budget = reasoning.budgetTokens();
    if (budget != null) {
      if (effort != null) {
        call.note("reasoning effort " + effort + " was left out beside a budget");
      }
      return budget < 0 ? UNLIMITED : new CohereThinking(true, budget);
    }
    return ofEffort(call, effort == null ? ReasoningEffort.MAX : effort);
  }

  private static CohereThinking ofEffort(WireCall call, ReasoningEffort effort) {
    Integer budget =
        switch (effort) {
          case NONE, MINIMAL -> LEAST;
          case LOW -> EffortBudget.LOW;
          case MEDIUM -> EffortBudget.MEDIUM;
          case HIGH -> HIGH;
          case XHIGH, MAX -> null;
        };
    String sent = budget == null ? "without a budget" : "as a budget of " + budget + " tokens";
    call.note("reasoning of effort " + effort + " was sent " + sent);
    return new CohereThinking(true, budget);
  }

  /** Writes the member {@value #FIELD}. */
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart(FIELD);
    json.writeStringProperty("type", on ? "enabled" : "disabled");
    if (budgetTokens != null) {
      json.writeNumberProperty("token_budget", budgetTokens);
    }
    json.writeEndObject();
  }
}
