package io.llmgw.api.error;

/**
 * An interceptor, a provider or a subscriber broke the contract of the chain; the message names its
 * class and the rule. A defect in that class: no retry helps.
 */
public final class ContractBreachException extends LlmException {
  private static final long serialVersionUID = 1L;

  ContractBreachException(Builder facts) {
    super(facts);
  }
}
