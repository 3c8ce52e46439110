package io.llmgw.providers.ollama;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;

/** What it means that a server of Ollama has not the model that was asked for. */
final class MissingModel {
  private MissingModel() {}

  /** Whatever it is that is not there: it is pulled one day, and nothing here is changed then. */
  static LlmException mayBePulled(LlmException refusal) {
    if (refusal.kind() != ErrorKind.MODEL_NOT_FOUND) {
      return refusal;
    }
    String target = refusal.provider() + "/" + refusal.model();
    return LlmException.of(ErrorKind.NOT_FOUND, target + " is not there yet: pull it")
        .target(refusal.provider(), refusal.model())
        .httpStatus(refusal.httpStatus())
        .requestId(refusal.requestId())
        .build();
  }
}
