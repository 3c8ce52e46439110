package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;

/** Reads an answer that came whole. */
public final class AnthropicWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final String origin;

  /** A decoder of one answer, which passes on what it reads. */
  public AnthropicWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this(head, events, head.provider());
  }

  /** The same of one that says that it comes from there. */
  public AnthropicWholeDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.events = events;
    this.origin = origin;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    AnthropicMessage message = new AnthropicMessage();
    AnthropicUsage usage = new AnthropicUsage();
    WholeBody.read(
        bytes, length, head, (body, from, count) -> message.readWhole(body, from, count, usage));
    if (message.hasError || !message.hasContent) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
    }
    if (!message.hasContent) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no message");
    }
    AnthropicAnswer answer = new AnthropicAnswer(head, events, usage, origin);
    answer.begin(message);
    answer.complete();
  }
}
