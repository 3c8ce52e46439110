package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class BedrockEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.bedrock();
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
    return "x-amzn-requestid";
  }

  @Override
  String wholeBody() {
    return "{\"output\":{\"message\":{\"content\":[{\"text\":\"Blue.\"}]}},\"stopReason\":\"end_turn\"}";
  }

  @Override
  String overloaded() {
    return "serviceUnavailableException";
  }
}
