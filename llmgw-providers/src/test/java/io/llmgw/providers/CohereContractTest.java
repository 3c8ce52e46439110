package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class CohereContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.cohere();
  }
}
