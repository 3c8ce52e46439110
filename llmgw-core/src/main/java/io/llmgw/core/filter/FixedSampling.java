package io.llmgw.core.filter;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.catalog.Support;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What models refuse that choose their words by themselves, as OpenAI's reasoning models and Claude
 * since 4.7 do: a temperature and its kin other than the default. The tables tell them by their
 * temperature. Some of them take one when they do not think; Claude does not, which its adapter
 * sees to.
 */
final class FixedSampling {
  /**
   * Followed by their number, models that think only when they are told to: from 5.1 on the effort
   * is none by default (OpenAI, "Using GPT-5.2"), but not for those named codex, chat or pro.
   */
  private static final String THINKS_WHEN_TOLD = "gpt-5.";

  private FixedSampling() {}

  /** The parameters of the request that the model is known to refuse; mostly none. */
  static List<String> refused(LlmRequest<?> request, ModelFacts facts) {
    if (facts.temperature() != Support.NO || !(request instanceof ChatRequest chat)) {
      return List.of();
    }
    GenerationSettings settings = chat.settings();
    ReasoningSettings reasoning = settings.reasoning();
    if (reasoning == null ? thinksWhenTold(facts.ref().model()) : reasoning.isOff()) {
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

  private static boolean thinksWhenTold(String model) {
    int end = model.lastIndexOf(THINKS_WHEN_TOLD);
    if (end < 0) {
      return false;
    }
    end += THINKS_WHEN_TOLD.length();
    while (end < model.length() && Character.isDigit(model.charAt(end))) {
      end++;
    }
    return end == model.length() || model.startsWith("-20", end); // a date
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
