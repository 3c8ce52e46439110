package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class BedrockInvokeContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.bedrockInvoke();
  }
}
