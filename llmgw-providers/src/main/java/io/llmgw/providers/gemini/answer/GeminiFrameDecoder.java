package io.llmgw.providers.gemini.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer, each event of which is a whole response with a piece of the text. The
 * end of the body ends it, where a finish reason was given before: older models give one with every
 * event, so that none of them is the last word. Not thread-safe.
 */
public final class GeminiFrameDecoder implements FrameDecoder {
  // Not of the protocol: hosts in front of it add it.
  private static final String DONE = "[DONE]";

  private final AnswerHead head;
  private final GeminiEvent event;
  private final GeminiAnswer answer;

  /** A decoder of one answer, which passes on what it reads as it comes. */
  public GeminiFrameDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    GeminiUsage usage = new GeminiUsage();
    this.head = head;
    this.event = new GeminiEvent(usage);
    this.answer = new GeminiAnswer(head, events, usage);
  }

  @Override
  public boolean decode(Frame frame) {
    if (frame.isBlank()) {
      return false;
    }
    if (frame.isText(DONE)) {
      end();
      return true;
    }
    read(frame);
    if (event.hasAnswer) {
      answer.take(event);
    }
    return false;
  }

  private void read(Frame frame) {
    boolean error = "error".equals(frame.name());
    if (!error) {
      try {
        event.read(frame);
      } catch (JacksonException e) {
        throw head.unreadableFrame(); // without the cause, whose message quotes the answer
      }
      error = event.hasError;
    }
    if (error || !event.isObject() || !event.hasAnswer) {
      ErrorFrame.refuse(head, frame, error, event.isObject());
    }
  }

  @Override
  public void end() {
    if (!answer.isFinished()) {
      throw head.failure(ErrorKind.STREAM_TRUNCATED, "ended its stream without a finish reason");
    }
    answer.complete();
  }
}
