package io.llmgw.providers.ollama.request;

import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes whether the model shall think, or how much: models that know no efforts think at any (docs
 * "Thinking" at docs.ollama.com).
 */
final class OllamaThinking {
  static final String NAME = "think";

  private OllamaThinking() {}

  static void write(JsonGenerator json, WireCall call, ReasoningSettings reasoning) {
    if (reasoning.isOff()) {
      json.writeBooleanProperty(NAME, false);
      return;
    }
    ReasoningEffort effort = reasoning.effort();
    Integer budget = reasoning.budgetTokens();
    if (effort != null) {
      if (budget != null) {
        call.note("a reasoning budget was left out beside effort " + effort);
      }
      json.writeStringProperty(NAME, word(call, effort));
    } else {
      writeBudget(json, call, budget);
    }
  }

  private static void writeBudget(JsonGenerator json, WireCall call, @Nullable Integer budget) {
    if (budget == null || budget < 0) {
      json.writeBooleanProperty(NAME, true);
      return;
    }
    String word = word(call, EffortBudget.effort(budget));
    call.note("a reasoning budget of " + budget + " tokens was sent as effort " + word);
    json.writeStringProperty(NAME, word);
  }

  /** Servers know these four; some of them did not know the last one. */
  private static String word(WireCall call, ReasoningEffort effort) {
    String word =
        switch (effort) {
          case NONE, MINIMAL, LOW -> "low";
          case MEDIUM -> "medium";
          case HIGH, XHIGH -> "high";
          case MAX -> "max";
        };
    if (effort == ReasoningEffort.MINIMAL || effort == ReasoningEffort.XHIGH) {
      call.note("reasoning of effort " + effort + " was sent as effort " + word);
    }
    return word;
  }
}
