package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class BedrockInvokeContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.bedrockInvoke();
  }

  @Override
  protected String embeddingModel() {
    return "cohere.embed-v4:0";
  }
}
