package io.llmgw.api.chain;

/** What happens to a call when a link fails by itself. */
public enum FailurePolicy {
  /** The call fails: nothing gets past a policy that did not work. */
  CLOSED,
  /**
   * The call goes on as if the link were not there, and the failure is reported. Breaches of the
   * contract, cancellation and the provider's own errors never fail open.
   */
  OPEN
}
