package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class ClaudeOnVertexEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.claudeOnVertex();
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
    return "request-id";
  }

  @Override
  String wholeBody() {
    return "{\"content\":[{\"type\":\"text\",\"text\":\"Blue.\"}],\"stop_reason\":\"end_turn\"}";
  }

  @Override
  String overloaded() {
    return "overloaded_error";
  }
}
