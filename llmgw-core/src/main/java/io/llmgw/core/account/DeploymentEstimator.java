package io.llmgw.core.account;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Estimates a deployment as the model that it runs, at the provider that runs it: its own name says
 * nothing of how it counts. Thread-safe.
 */
public final class DeploymentEstimator implements TokenEstimator {
  private final TokenEstimator estimator;
  private final Map<ModelRef, ModelRef> deployments;

  private DeploymentEstimator(TokenEstimator estimator, Map<ModelRef, ModelRef> deployments) {
    this.estimator = estimator;
    this.deployments = deployments;
  }

  /** The estimator, told what deployments run; itself where there are none. */
  public static TokenEstimator of(TokenEstimator estimator, Map<ModelRef, ModelRef> deployments) {
    return deployments.isEmpty() ? estimator : new DeploymentEstimator(estimator, deployments);
  }

  private ModelRef run(ModelRef called) {
    ModelRef model = deployments.get(called);
    return model == null ? called : new ModelRef(called.provider(), model.model());
  }

  @Override
  public long inputTokens(LlmRequest<?> request, ModelRef model) {
    return estimator.inputTokens(request, run(model));
  }

  @Override
  public ToLongFunction<ModelRef> inputTokensOf(LlmRequest<?> request) {
    ToLongFunction<ModelRef> estimates = estimator.inputTokensOf(request);
    return model -> estimates.applyAsLong(run(model));
  }

  @Override
  public long outputTokens(TextTally written, ModelRef model) {
    return estimator.outputTokens(written, run(model));
  }

  @Override
  public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {
    estimator.learn(request, run(model), reported);
  }

  @Override
  public EstimateError error(ModelRef model) {
    return estimator.error(run(model));
  }
}
