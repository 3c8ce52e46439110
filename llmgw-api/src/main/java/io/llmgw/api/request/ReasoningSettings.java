package io.llmgw.api.request;

import org.jspecify.annotations.Nullable;

/**
 * How much a model thinks, as an effort, a budget, or both. Where a provider knows only one of
 * them, its adapter derives that from the other.
 *
 * @param effort how hard; null to leave it to the budget
 * @param budgetTokens the most tokens it may think, 0 for none, -1 for as many as the model likes
 *     (Gemini's dynamic budget); null to leave it to the effort
 */
public record ReasoningSettings(@Nullable ReasoningEffort effort, @Nullable Integer budgetTokens) {
  /** Checks that something is set, and that an effort and a budget agree whether to think. */
  public ReasoningSettings {
    if (effort == null && budgetTokens == null) {
      throw new IllegalArgumentException("reasoning needs an effort or a budget");
    }
    if (budgetTokens != null && budgetTokens < -1) {
      throw new IllegalArgumentException(
          "budgetTokens must be at least 0, or -1 for no limit, not " + budgetTokens);
    }
    if (effort != null
        && budgetTokens != null
        && (effort == ReasoningEffort.NONE) != (budgetTokens == 0)) {
      throw new IllegalArgumentException(
          "reasoning effort " + effort + " contradicts a budget of " + budgetTokens + " tokens");
    }
  }

  /** Reasoning by effort. */
  public static ReasoningSettings effort(ReasoningEffort effort) {
    return new ReasoningSettings(effort, null);
  }

  /** Reasoning by budget: at least 0 tokens, or -1 for as many as the model likes. */
  public static ReasoningSettings budgetTokens(int tokens) {
    return new ReasoningSettings(null, tokens);
  }

  /** Whether the model is told not to think: by effort NONE, a budget of 0, or both. */
  public boolean isOff() {
    return effort == ReasoningEffort.NONE || (budgetTokens != null && budgetTokens == 0);
  }
}
