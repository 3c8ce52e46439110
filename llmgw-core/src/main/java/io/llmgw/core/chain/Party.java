package io.llmgw.core.chain;

import io.llmgw.api.request.LlmRequest;

/**
 * One of several calls that the rest of a chain is run for at once, with a part of the account of
 * its own. Thread-safe.
 */
public final class Party {
  private final RealChain at;
  private final long weight;
  private volatile boolean left;

  /**
   * A call at this link.
   *
   * @param weight its part of what is used, in a unit that all share; at least 1
   */
  public Party(RealChain at, long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("a weight is at least 1, not " + weight);
    }
    this.at = at;
    this.weight = weight;
  }

  /** The call as seen at the link. */
  public Scope scope() {
    return at.scope;
  }

  /** What it asks for. */
  public LlmRequest<?> request() {
    return at.request();
  }

  /** Its part of what is used. */
  public long weight() {
    return weight;
  }

  /** It does not wait any more: no further attempt is made on its behalf. */
  public void leave() {
    left = true;
  }

  boolean hasLeft() {
    return left;
  }

  /** The link that all of them stand at, in the chain that they share. */
  int index() {
    return at.index;
  }

  Account account() {
    return at.scope.call().account();
  }
}
