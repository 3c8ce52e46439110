package io.llmgw.core.redact;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.EntryPointContract;

/** Redaction in the way of every door, with something to mask. */
class RedactionContractTest extends EntryPointContract {
  @Override
  protected void configure(LlmClientBuilder client) {
    client.use(Redaction.of(EntitySets.ALL));
  }

  @Override
  protected ChatRequest request() {
    return ChatRequest.of("Why is the sky blue for 4111 1111 1111 1111?");
  }
}
