package io.llmgw.core.account;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;

/** How many tokens an attempt is likely to use, before anybody knows. Thread-safe. */
public final class NeededTokens {
  /** What a chat writes that does not limit its answer: about a page. */
  static final int USUAL_OUTPUT = 500;

  private final Accounting accounting;

  /** By the estimates of this client. */
  public NeededTokens(Accounting accounting) {
    this.accounting = accounting;
  }

  /** What the model reads, and the most that it may write; what is usual, where that is open. */
  public long of(LlmRequest<?> request, ModelRef model) {
    return read(request, model) + (isOpen(request) ? USUAL_OUTPUT : written(request));
  }

  /** What the model reads. */
  public long read(LlmRequest<?> request, ModelRef model) {
    return accounting.estimator().inputTokens(request, model);
  }

  /** The most that it may write; 0 where the request does not say. */
  public static long written(LlmRequest<?> request) {
    Integer most = request instanceof ChatRequest chat ? chat.settings().maxOutputTokens() : null;
    return most == null ? 0 : most;
  }

  private static boolean isOpen(LlmRequest<?> request) {
    return request instanceof ChatRequest chat && chat.settings().maxOutputTokens() == null;
  }
}
