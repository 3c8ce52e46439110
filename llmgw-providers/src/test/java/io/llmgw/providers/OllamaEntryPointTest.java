package io.llmgw.providers;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.test.simulated.SimulatedProvider;
import org.jspecify.annotations.Nullable;

class OllamaEntryPointTest extends HttpEntryPointContract {
  @Override
  SimulatedProvider.Builder server() {
    return SimulatedProvider.ollama();
  }

  @Override
  String keyHeader() {
    return "authorization";
  }

  @Override
  String keyValue() {
    return "Bearer sk-simulated";
  }

  /** None of its own: that of something in front of it. */
  @Override
  String requestIdHeader() {
    return "x-request-id";
  }

  @Override
  String wholeBody() {
    return "{\"message\":{\"role\":\"assistant\",\"content\":\"Blue.\"},\"done\":true,"
        + "\"done_reason\":\"stop\"}";
  }

  @Override
  String overloaded() {
    return "server busy, please try again";
  }

  /** An error inside an answer is words alone, and says so of no kind. */
  @Override
  ErrorKind kindInside() {
    return ErrorKind.SERVER;
  }

  @Override
  @Nullable String codeInside() {
    return null;
  }
}
