package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class BedrockContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.bedrock();
  }

  @Override
  protected String embeddingModel() {
    return "cohere.embed-v4:0";
  }
}
