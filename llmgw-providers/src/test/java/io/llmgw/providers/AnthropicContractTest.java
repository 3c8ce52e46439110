package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class AnthropicContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.anthropic();
  }
}
