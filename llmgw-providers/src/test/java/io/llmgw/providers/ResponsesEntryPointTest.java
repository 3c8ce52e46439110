package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class ResponsesEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.openAiResponses();
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
    return "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":["
        + "{\"type\":\"output_text\",\"text\":\"Blue.\"}]}]}";
  }

  @Override
  String overloaded() {
    return "overloaded";
  }
}
