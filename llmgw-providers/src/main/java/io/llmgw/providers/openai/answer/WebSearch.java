package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a host has searched the web for an answer, which it charges for besides the tokens.
 */
final class WebSearch {
  private static final String CITATION = "\"url_citation\"";

  private WebSearch() {}

  /**
   * Whether the model searches before each of its answers, as OpenAI says of those of Chat
   * Completions (its guide "Web search"): {@code gpt-4o-search-preview}, {@code
   * gpt-4o-mini-search-preview}, {@code gpt-5-search-api}, dated and behind other hosts too.
   */
  static boolean isAlwaysDoneBy(@Nullable String model) {
    return model != null && (model.contains("-search-preview") || model.contains("-search-api"));
  }

  /** Whether pages are cited that a search has found. */
  static boolean isCitedIn(Json annotations) {
    return annotations.text().contains(CITATION);
  }
}
