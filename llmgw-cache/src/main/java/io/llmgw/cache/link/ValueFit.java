package io.llmgw.cache.link;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ResponseAssembler;
import java.util.List;

/**
 * Whether an answer may be the value that a call wants. One that is not is sent back or fails the
 * call, so it is no answer to be given again: neither kept for such a call nor given to one.
 */
final class ValueFit {
  private ValueFit() {}

  /**
   * False where the call wants a value and the answer is another one, as far as that can be told of
   * these events: masked, or restored. An answer that asks for other tools is none yet, and true.
   *
   * @param events all of the answer
   */
  static boolean of(LlmRequest<?> request, List<LlmEvent> events) {
    ExpectedAnswer expected = request.option(ExpectedAnswer.class);
    if (expected == null || !(request instanceof ChatRequest chat)) {
      return true;
    }
    ResponseAssembler<?> answer = ResponseAssembler.of(chat);
    events.forEach(answer::accept);
    Message message = answer.partial();
    for (ToolCall call : message.toolCalls()) {
      if (!call.name().equals(ExpectedAnswer.TOOL_NAME)) {
        return true;
      }
    }
    return expected.type().inObject().check(expected.given(message)).isEmpty();
  }
}
