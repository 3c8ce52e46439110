package io.llmgw.core.chain;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Slot;
import io.llmgw.test.EntryPointContract;

/** Links in every slot that stands open, half of them with a stream of their own around it. */
class CustomLinksContractTest extends EntryPointContract {
  @Override
  protected void configure(LlmClientBuilder client) {
    for (Slot slot : Stage.CUSTOM_SLOTS) {
      client.use(TestLink.passing(slot));
      client.use(
          TestLink.named(
              "wrapping-" + slot,
              slot,
              chain -> TestLink.wrapped(chain.proceed(chain.request()), event -> event)));
    }
  }
}
