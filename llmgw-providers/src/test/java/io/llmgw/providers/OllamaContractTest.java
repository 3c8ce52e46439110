package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class OllamaContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.ollama();
  }
}
