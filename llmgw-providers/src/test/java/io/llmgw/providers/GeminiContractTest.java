package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class GeminiContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.gemini();
  }
}
