package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class VertexEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.vertex();
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
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Blue.\"}],\"role\":\"model\"},"
        + "\"finishReason\":\"STOP\"}]}";
  }

  @Override
  String overloaded() {
    return "UNAVAILABLE";
  }

  /** Only the end of the body says that nothing follows. */
  @Override
  boolean marksItsEnd() {
    return false;
  }
}
