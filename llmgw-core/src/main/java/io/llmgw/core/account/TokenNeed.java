package io.llmgw.core.account;

import io.llmgw.api.route.ModelRef;

/**
 * What one request needs at one model.
 *
 * @param of the request
 * @param model where
 */
public record TokenNeed(TokenNeeds of, ModelRef model) {
  /** What the model reads, and the most that it may write; what is usual, where that is open. */
  public long all() {
    return of.all(model);
  }

  /** What the model reads. */
  public long read() {
    return of.read(model);
  }

  /** The most that it may write; 0 where the request does not say. */
  public long written() {
    return of.written();
  }
}
