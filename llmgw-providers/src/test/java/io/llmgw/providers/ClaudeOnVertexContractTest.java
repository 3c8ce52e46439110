package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class ClaudeOnVertexContractTest extends HttpProviderContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.claudeOnVertex();
  }

  @Override
  protected String model() {
    return "claude-sim-1";
  }

  @Override
  protected String embeddingModel() {
    return "text-embedding-005";
  }
}
