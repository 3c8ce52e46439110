package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class ResponsesContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.openAiResponses();
  }
}
