package io.llmgw.providers.counting;

import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.WireCall;

/** How the request of a chat stands in a request for its count. */
@FunctionalInterface
public interface CountForm {
  /**
   * The body for the count.
   *
   * @param chat the body of the chat
   * @param model as a body names it that has it
   */
  RequestBytes of(WireCall call, RequestBytes chat, String model);
}
