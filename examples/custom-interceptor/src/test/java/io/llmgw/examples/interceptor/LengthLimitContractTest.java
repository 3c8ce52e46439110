package io.llmgw.examples.interceptor;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.test.EntryPointContract;

/** With this policy in their way, calls keep what every call must keep. */
class LengthLimitContractTest extends EntryPointContract {
  @Override
  protected void configure(LlmClientBuilder client) {
    client.use(new LengthLimit(1_000));
  }
}
