package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class CohereEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.cohere();
  }

  @Override
  String keyHeader() {
    return "authorization";
  }

  @Override
  String keyValue() {
    return "Bearer sk-simulated";
  }

  @Override
  String requestIdHeader() {
    return "x-debug-trace-id";
  }

  @Override
  String wholeBody() {
    return "{\"id\":\"1\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Blue.\"}]},"
        + "\"finish_reason\":\"COMPLETE\"}";
  }

  @Override
  String overloaded() {
    return "overloaded";
  }
}
