package io.llmgw.providers.ollama.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer, each line of which is a whole response with a piece of the text. The one
 * that says {@code done} ends it; an error is a line of its own. Not thread-safe.
 */
public final class OllamaFrameDecoder implements FrameDecoder {
  private final AnswerHead head;
  private final OllamaLine line = new OllamaLine();
  private final OllamaAnswer answer;

  /** A decoder of one answer, which passes on what it reads as it comes. */
  public OllamaFrameDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.answer = new OllamaAnswer(head, events);
  }

  @Override
  public boolean decode(Frame frame) {
    if (frame.isBlank()) {
      return false;
    }
    try {
      line.read(frame);
    } catch (JacksonException e) {
      throw head.unreadableFrame(); // without the cause, whose message quotes the answer
    }
    if (line.hasError || !line.hasAnswer) {
      ErrorFrame.refuse(head, frame, line.hasError, line.isObject());
    }
    if (line.hasAnswer) {
      answer.take(line);
    }
    if (answer.isFinished()) {
      answer.complete();
    }
    return answer.isFinished();
  }

  @Override
  public void end() {
    throw head.failure(ErrorKind.STREAM_TRUNCATED, "ended its stream without saying done");
  }
}
