package io.llmgw.providers.responses.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;

/** Reads an answer that came whole. */
public final class ResponsesWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;

  /** A decoder of one answer, which passes on what it reads. */
  public ResponsesWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    ResponsesBody response = new ResponsesBody();
    WholeBody.read(bytes, length, head, response::readWhole);
    if (response.isFailed()) {
      throw head.refusal(response.failure());
    }
    if (!response.isResponse()) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no response");
    }
    new ResponsesAnswer(head, events).finish(response, null);
  }
}
