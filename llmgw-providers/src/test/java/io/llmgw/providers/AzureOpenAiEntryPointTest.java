package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class AzureOpenAiEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.azureOpenAi();
  }

  @Override
  String keyHeader() {
    return "api-key";
  }

  @Override
  String keyValue() {
    return "sk-simulated";
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
