package io.llmgw.providers.openai;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads an answer that came whole. */
final class OpenAiWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;

  OpenAiWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
  }

  void decode(byte[] bytes, int length) {
    if (isBlank(bytes, length)) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered with an empty body");
    }
    OpenAiBody body = new OpenAiBody("message");
    try {
      body.read(bytes, 0, length);
    } catch (UnexpectedEndOfInputException e) {
      throw head.failure(ErrorKind.STREAM_BROKEN, "answered with JSON that breaks off");
    } catch (JacksonException e) {
      // Without the cause: its message quotes the answer.
      throw head.failure(ErrorKind.PROTOCOL, "answered with something that is not JSON");
    }
    ErrorBody error = body.error();
    if (error != null) {
      throw head.refusal(error);
    }
    if (!body.hasChoices()) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no chat completion");
    }
    OpenAiAnswer answer = new OpenAiAnswer(head, events);
    answer.identify(body.id(), body.model());
    for (OpenAiDelta delta : body.deltas()) {
      answer.addWhole(delta);
    }
    if (body.usage() != null) {
      answer.useWhole(body.usage());
    }
    answer.complete();
  }

  private static boolean isBlank(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
