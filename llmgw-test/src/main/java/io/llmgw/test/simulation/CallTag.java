package io.llmgw.test.simulation;

import io.llmgw.api.request.RequestOption;

/**
 * Which call of a simulation a request belongs to.
 *
 * @param number from 1
 * @param outputTokens how long its answer is, whoever gives it
 */
record CallTag(long number, int outputTokens) implements RequestOption {
  @Override
  public Class<CallTag> key() {
    return CallTag.class;
  }
}
