package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class OpenAiContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.openAi();
  }
}
