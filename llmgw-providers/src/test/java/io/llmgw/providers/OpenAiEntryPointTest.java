package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class OpenAiEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.openAi();
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
    return "x-request-id";
  }

  @Override
  String wholeBody() {
    return "{\"choices\":[{\"message\":{\"content\":\"Blue.\"},\"finish_reason\":\"stop\"}]}";
  }

  @Override
  String overloaded() {
    return "overloaded";
  }
}
