package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class AnthropicEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.anthropic();
  }

  @Override
  String keyHeader() {
    return "x-api-key";
  }

  @Override
  String keyValue() {
    return "sk-simulated";
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
