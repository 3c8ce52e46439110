package io.llmgw.providers.gemini.request;

import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How much a model is told to think, in the form that its generation takes (docs "thinking" at
 * ai.google.dev).
 *
 * @param shown whether the thoughts are wanted in the answer
 * @param budgetTokens the most tokens it may think, -1 for as many as it likes; null to say nothing
 * @param level the provider's word for an effort; null to say nothing
 */
record GeminiThinking(boolean shown, @Nullable Integer budgetTokens, @Nullable String level) {
  private static final GeminiThinking UNSAID = new GeminiThinking(false, null, null);
  private static final int UNLIMITED = -1;
  private static final int MOST = 24_576;
  private static final int MOST_OF_PRO = 32_768;
  private static final int LEAST_OF_PRO = 128;
  private static final int LEAST_OF_LITE = 512;
  private static final int HIGH = 16_384;

  /** What the settings mean for the model of the call; says in the trail what they became. */
  static GeminiThinking of(WireCall call, GenerationSettings settings) {
    ReasoningSettings reasoning = settings.reasoning();
    if (reasoning == null) {
      return UNSAID;
    }
    GeminiGeneration generation = GeminiGeneration.of(call.model());
    if (!generation.thinks()) {
      if (!reasoning.isOff()) {
        call.dropOrRefuse("the parameter reasoning, which models since Gemini 2.5 take");
      }
      return UNSAID;
    }
    return generation.hasLevels()
        ? level(call, generation, reasoning)
        : budget(call, generation, reasoning);
  }

  private static GeminiThinking budget(
      WireCall call, GeminiGeneration generation, ReasoningSettings reasoning) {
    Integer asked = reasoning.budgetTokens();
    ReasoningEffort effort = reasoning.effort();
    boolean pro = generation.kind() == GeminiGeneration.Kind.PRO;
    if (reasoning.isOff()) {
      if (pro) {
        call.note("no reasoning was sent as a budget of 128 tokens: the model thinks at least so");
      }
      return new GeminiThinking(false, pro ? LEAST_OF_PRO : 0, null);
    }
    if (asked != null) {
      if (effort != null) {
        call.note("reasoning effort " + effort + " was left out beside a budget");
      }
      return new GeminiThinking(true, fitted(call, generation, asked), null);
    }
    int derived = effort == null ? UNLIMITED : budgetFor(effort, pro);
    call.note("reasoning of effort " + effort + " was sent as a budget of " + derived + " tokens");
    return new GeminiThinking(true, derived, null);
  }

  private static int budgetFor(ReasoningEffort effort, boolean pro) {
    return switch (effort) {
      case NONE, MINIMAL -> LEAST_OF_LITE;
      case LOW -> EffortBudget.LOW;
      case MEDIUM -> EffortBudget.MEDIUM;
      case HIGH -> HIGH;
      case XHIGH, MAX -> pro ? MOST_OF_PRO : MOST;
    };
  }

  private static int fitted(WireCall call, GeminiGeneration generation, int asked) {
    if (asked == UNLIMITED) {
      return asked;
    }
    int least =
        switch (generation.kind()) {
          case PRO -> LEAST_OF_PRO;
          case FLASH_LITE -> LEAST_OF_LITE;
          default -> 1;
        };
    int most = generation.kind() == GeminiGeneration.Kind.PRO ? MOST_OF_PRO : MOST;
    int budget = Math.max(least, Math.min(most, asked));
    if (budget != asked) {
      call.note("a reasoning budget of " + asked + " tokens was sent as one of " + budget);
    }
    return budget;
  }

  private static GeminiThinking level(
      WireCall call, GeminiGeneration generation, ReasoningSettings reasoning) {
    Integer budget = reasoning.budgetTokens();
    ReasoningEffort effort = reasoning.effort();
    boolean quick = generation.kind() != GeminiGeneration.Kind.PRO;
    if (reasoning.isOff()) {
      String least = quick ? "MINIMAL" : "LOW";
      call.note("no reasoning was sent as level " + least + ": the model cannot be forbidden it");
      return new GeminiThinking(false, null, least);
    }
    if (effort == null) {
      if (budget == null || budget == UNLIMITED) {
        return new GeminiThinking(true, null, null); // as much as it likes, as by itself
      }
      effort = EffortBudget.effort(budget);
      call.note("a reasoning budget of " + budget + " tokens was sent as effort " + effort);
    } else if (budget != null) {
      call.note("a reasoning budget was left out beside effort " + effort);
    }
    String word = word(effort, quick, generation.hasTwoLevels());
    if (!word.equals(effort.name())) {
      call.note("reasoning of effort " + effort + " was sent as level " + word);
    }
    return new GeminiThinking(true, null, word);
  }

  private static String word(ReasoningEffort effort, boolean quick, boolean twoLevels) {
    return switch (effort) {
      case NONE, MINIMAL -> quick ? "MINIMAL" : "LOW";
      case LOW -> "LOW";
      case MEDIUM -> twoLevels ? "HIGH" : "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }

  /** Whether there is something to say. */
  boolean isSaid() {
    return shown || budgetTokens != null || level != null;
  }

  /** Writes the member {@code thinkingConfig}. */
  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("thinkingConfig");
    if (shown) {
      json.writeBooleanProperty("includeThoughts", true);
    }
    if (budgetTokens != null) {
      json.writeNumberProperty("thinkingBudget", budgetTokens);
    }
    if (level != null) {
      json.writeStringProperty("thinkingLevel", level);
    }
    json.writeEndObject();
  }
}
