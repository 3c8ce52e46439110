package io.llmgw.core.account;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TokenEstimator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens an attempt is likely to use, before anybody knows: of one request, at the models
 * that it may go to. Nothing is worked out before it is asked for, and the text is read once. For
 * one thread.
 */
public final class TokenNeeds {
  /** What a chat writes that does not limit its answer: about a page. */
  static final int USUAL_OUTPUT = 500;

  private final LlmRequest<?> request;
  private final TokenEstimator estimator;
  private @Nullable ToLongFunction<ModelRef> estimates;
  private @Nullable ModelRef last; // several filters ask about one model in a row
  private long readByLast;

  /** The needs of a request. */
  public TokenNeeds(LlmRequest<?> request, TokenEstimator estimator) {
    this.request = request;
    this.estimator = estimator;
  }

  /** What the model reads, and the most that it may write; what is usual, where that is open. */
  public long all(ModelRef model) {
    if (!request.operation().isCharged()) {
      return 0;
    }
    boolean open = request instanceof ChatRequest chat && chat.settings().maxOutputTokens() == null;
    return read(model) + (open ? USUAL_OUTPUT : written());
  }

  /** What the model reads. */
  public long read(ModelRef model) {
    if (!model.equals(last)) {
      if (estimates == null) {
        estimates = estimator.inputTokensOf(request);
      }
      readByLast = estimates.applyAsLong(model);
      last = model;
    }
    return readByLast;
  }

  /** The most that it may write; 0 where the request does not say. */
  public long written() {
    Integer most = request instanceof ChatRequest chat ? chat.settings().maxOutputTokens() : null;
    return most == null ? 0 : most;
  }
}
