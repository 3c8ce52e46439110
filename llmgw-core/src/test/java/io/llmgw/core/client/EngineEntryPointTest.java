package io.llmgw.core.client;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.test.EntryPointContract;

/** The engine itself, without any policy. */
class EngineEntryPointTest extends EntryPointContract {
  @Override
  protected void configure(LlmClientBuilder client) {}
}
