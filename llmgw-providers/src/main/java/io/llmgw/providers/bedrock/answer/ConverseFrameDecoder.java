package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer. {@code metadata} ends it, which comes after the reason for the end;
 * nothing but the usage is missing when it ends after that. Not thread-safe.
 */
public final class ConverseFrameDecoder implements FrameDecoder {
  private final AnswerHead head;
  private final ConverseEvent event = new ConverseEvent();
  private final ConverseAnswer answer;

  /**
   * A decoder of one answer, which passes on what it reads as it comes.
   *
   * @param origin who alone is sent again what the model signs
   */
  public ConverseFrameDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.answer = new ConverseAnswer(head, events, event.usage, origin);
  }

  @Override
  public boolean decode(Frame frame) {
    if (frame.isBlank() && !ExceptionFrame.isOne(frame)) {
      return false;
    }
    read(frame);
    String name = frame.name();
    switch (name == null ? "" : name) {
      case "contentBlockDelta" -> answer.add(event.index, event.delta);
      case "contentBlockStart" -> {
        if (event.block != null) {
          answer.open(event.index, event.block);
        }
      }
      case "contentBlockStop" -> answer.close(event.index);
      case "messageStart" -> answer.start();
      case "messageStop" -> answer.stop(event.stop);
      case "metadata" -> {
        return isEnd();
      }
      default -> {
        // An event that is not known here.
      }
    }
    return false;
  }

  private boolean isEnd() {
    answer.stop(event.stop);
    if (answer.isFinished()) {
      answer.complete();
      return true;
    }
    if (event.hasUsage) {
      answer.use();
    }
    return false;
  }

  private void read(Frame frame) {
    if (ExceptionFrame.isOne(frame)) {
      throw ExceptionFrame.refusal(head, frame, frame.name());
    }
    try {
      event.read(frame);
    } catch (JacksonException e) {
      throw head.unreadableFrame(); // without the cause, whose message quotes the answer
    }
    if (event.hasError()) {
      throw ExceptionFrame.refusal(head, frame, null);
    }
    if (!event.isObject()) {
      throw head.unreadableFrame();
    }
  }

  @Override
  public void end() {
    if (!answer.isFinished()) {
      throw head.failure(ErrorKind.STREAM_TRUNCATED, "ended its stream without a stop reason");
    }
    answer.complete();
  }
}
