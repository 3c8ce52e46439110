package io.llmgw.providers.openai.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;

/** Reads an answer that came whole. */
public final class OpenAiWholeDecoder {
  private final AnswerHead head;
  private final String origin;
  private final Consumer<LlmEvent> events;

  /**
   * A decoder of one answer, which passes on what it reads.
   *
   * @param origin who alone is sent again what the model signs
   */
  public OpenAiWholeDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.origin = origin;
    this.events = events;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    OpenAiBody body = new OpenAiBody("message");
    WholeBody.read(bytes, length, head, body::read);
    ErrorBody error = body.error();
    if (error != null) {
      throw head.refusal(error);
    }
    if (!body.hasChoices()) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no chat completion");
    }
    OpenAiAnswer answer = new OpenAiAnswer(head, events, origin);
    answer.identify(body);
    for (OpenAiDelta delta : body.deltas()) {
      answer.addWhole(delta);
    }
    if (body.usage() != null) {
      answer.useWhole(body.usage());
    }
    answer.bill(body.bill());
    answer.filterPrompt(body.filters());
    answer.found(body.pages());
    answer.complete();
  }
}
