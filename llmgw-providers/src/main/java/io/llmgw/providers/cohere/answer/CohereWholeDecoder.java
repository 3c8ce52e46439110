package io.llmgw.providers.cohere.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;

/** Reads an answer that came whole. */
public final class CohereWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;

  /** A decoder of one answer, which passes on what it reads. */
  public CohereWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    CohereMessage message = new CohereMessage();
    CohereUsage usage = new CohereUsage();
    WholeBody.read(
        bytes, length, head, (body, from, count) -> message.read(body, from, count, usage));
    if (message.hasError || !message.hasMessage) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || (!message.hasMessage && error.hasWords())) {
        throw head.refusal(error);
      }
    }
    if (!message.hasMessage) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no message");
    }
    CohereAnswer answer = new CohereAnswer(head, events, usage);
    answer.take(message);
    answer.complete();
  }
}
