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
  /** Checks that something is set. */
  public ReasoningSettings {
    if (effort == null && budgetTokens == null) {
      throw new IllegalArgumentException("reasoning needs an effort or a budget");
    }
    if (budgetTokens != null && budgetTokens < -1) {
      throw new IllegalArgumentException(
          "budgetTokens must be at least 0, or -1 for no limit, not " + budgetTokens);
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

  /** Whether the model is told not to think: effort NONE, or a budget of 0 without an effort. */
  public boolean isOff() {
    return effort == null
        ? budgetTokens != null && budgetTokens == 0
        : effort == ReasoningEffort.NONE;
  }
}
