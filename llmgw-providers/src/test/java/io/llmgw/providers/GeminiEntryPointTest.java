package io.llmgw.providers;

import io.llmgw.test.simulated.SimulatedProvider;

class GeminiEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.gemini();
  }

  @Override
  String keyHeader() {
    return "x-goog-api-key";
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
