package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class AzureOpenAiContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.azureOpenAi();
  }
}
