package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class VertexContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.vertex();
  }

  @Override
  protected String embeddingModel() {
    return "text-embedding-005";
  }
}
