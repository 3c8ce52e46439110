package io.llmgw.api.tokens;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Usage;
import java.util.function.ToLongFunction;

/**
 * Estimates tokens before a provider counts them, and learns from what it counts.
 *
 * <p>Implementations are thread-safe, keep a bounded state, never fail on any content of a request,
 * and return within a bound that they state.
 */
public interface TokenEstimator {
  /**
   * What the model reads when it gets the request: text, tools, media and what the provider writes
   * around them. Links to media count as the usual size of their kind, since nobody fetches them.
   *
   * @return at least 1
   */
  long inputTokens(LlmRequest<?> request, ModelRef model);

  /**
   * The same of one request for whichever model is asked about, where a call weighs several: an
   * estimator may look at the request once for all of them. For one thread; not to be kept longer
   * than the request. By default each model is a question of its own.
   */
  default ToLongFunction<ModelRef> inputTokensOf(LlmRequest<?> request) {
    return model -> inputTokens(request, model);
  }

  /**
   * What a model has written so far.
   *
   * @param written all text of the answer, reasoning and arguments of tool calls included
   * @return at least 0; 0 if there is no text
   */
  long outputTokens(TextTally written, ModelRef model);

  /**
   * Learns from what a provider reported for a request. Cheap enough for each call: most calls of a
   * model that is known well are passed over. What does not report its input, and what is mostly
   * media, is ignored.
   */
  void learn(LlmRequest<?> request, ModelRef model, Usage reported);

  /** How far the estimates for the model were off so far. */
  EstimateError error(ModelRef model);

  /** An estimator that has learnt nothing yet and counts nothing exactly. */
  static TokenEstimator create() {
    return new LearningEstimator();
  }

  /** An estimator that counts text exactly, by a tokenizer, and estimates until it can. */
  static ExactCounting counting(TokenCounter counter) {
    return new ExactCounting(counter);
  }
}
