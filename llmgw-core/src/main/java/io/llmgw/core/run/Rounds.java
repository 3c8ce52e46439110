package io.llmgw.core.run;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;

/** Makes the calls of one run. */
@FunctionalInterface
public interface Rounds {
  /** Opens a call up to its first content, under the token of the run. */
  OpenAnswer<ChatResponse> open(ChatRequest request);
}
