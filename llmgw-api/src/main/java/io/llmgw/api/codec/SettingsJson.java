package io.llmgw.api.codec;

import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import org.jspecify.annotations.Nullable;

/** How an answer is to be written. */
final class SettingsJson {
  private SettingsJson() {}

  static FieldWriter write(GenerationSettings settings) {
    return new FieldWriter()
        .put("temperature", settings.temperature())
        .put("topP", settings.topP())
        .put("topK", settings.topK())
        .put("maxOutputTokens", settings.maxOutputTokens())
        .put("seed", settings.seed())
        .put("frequencyPenalty", settings.frequencyPenalty())
        .put("presencePenalty", settings.presencePenalty())
        .put("parallelToolCalls", settings.parallelToolCalls())
        .object("reasoning", writeReasoning(settings.reasoning()));
  }

  private static @Nullable FieldWriter writeReasoning(@Nullable ReasoningSettings reasoning) {
    return reasoning == null
        ? null
        : new FieldWriter()
            .word("effort", reasoning.effort())
            .put("budgetTokens", reasoning.budgetTokens());
  }

  static GenerationSettings read(FieldReader in) {
    Double temperature = in.realOr("temperature");
    Double topP = in.realOr("topP");
    Integer topK = in.smallOr("topK");
    Integer maxOutputTokens = in.smallOr("maxOutputTokens");
    Long seed = in.wholeOr("seed");
    Double frequencyPenalty = in.realOr("frequencyPenalty");
    Double presencePenalty = in.realOr("presencePenalty");
    Boolean parallel = in.flagOr("parallelToolCalls");
    FieldReader thinking = in.objectOr("reasoning");
    ReasoningSettings reasoning = thinking == null ? null : readReasoning(thinking);
    return in.into(
        () ->
            new GenerationSettings(
                temperature,
                topP,
                topK,
                maxOutputTokens,
                seed,
                frequencyPenalty,
                presencePenalty,
                parallel,
                reasoning));
  }

  private static ReasoningSettings readReasoning(FieldReader in) {
    ReasoningEffort effort = in.wordOr("effort", ReasoningEffort.class);
    Integer budget = in.smallOr("budgetTokens");
    return in.into(() -> new ReasoningSettings(effort, budget));
  }
}
