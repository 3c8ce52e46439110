package io.llmgw.core.filter;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.catalog.Support;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.LlmRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What models refuse that choose their words by themselves, as OpenAI's reasoning models and Claude
 * since 4.7 do: a temperature and its kin other than the default. The tables tell them by their
 * temperature. Some of them take one when they do not think, which is theirs to say.
 */
final class FixedSampling {
  private FixedSampling() {}

  /** The parameters of the request that the model is known to refuse; mostly none. */
  static List<String> refused(LlmRequest<?> request, ModelFacts facts) {
    if (facts.temperature() != Support.NO || !(request instanceof ChatRequest chat)) {
      return List.of();
    }
    GenerationSettings settings = chat.settings();
    if (settings.reasoning() != null && settings.reasoning().isOff()) {
      return List.of();
    }
    List<String> refused = new ArrayList<>(1);
    add(refused, "temperature", settings.temperature(), 1);
    add(refused, "topP", settings.topP(), 1);
    add(refused, "topK", settings.topK(), Double.NaN);
    add(refused, "frequencyPenalty", settings.frequencyPenalty(), 0);
    add(refused, "presencePenalty", settings.presencePenalty(), 0);
    return refused;
  }

  private static void add(List<String> refused, String name, @Nullable Number value, double usual) {
    if (value != null && value.doubleValue() != usual) {
      refused.add(name);
    }
  }

  /** The request without them. */
  static ChatRequest left(ChatRequest chat) {
    GenerationSettings settings = chat.settings();
    return chat.withSettings(
        new GenerationSettings(
            null,
            null,
            null,
            settings.maxOutputTokens(),
            settings.seed(),
            null,
            null,
            settings.parallelToolCalls(),
            settings.reasoning()));
  }
}
