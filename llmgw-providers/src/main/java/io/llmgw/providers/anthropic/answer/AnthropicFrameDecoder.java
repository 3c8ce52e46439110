package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer. {@code message_stop} ends it; nothing is missing either when it ends
 * after a stop reason. Not thread-safe.
 */
public final class AnthropicFrameDecoder implements FrameDecoder {
  // Not of the protocol: hosts in front of it add it.
  private static final String DONE = "[DONE]";

  private final AnswerHead head;
  private final AnthropicEvent event = new AnthropicEvent();
  private final AnthropicAnswer answer;

  /** A decoder of one answer, which passes on what it reads as it comes. */
  public AnthropicFrameDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this(head, events, head.provider());
  }

  /** The same of one that says that it comes from there. */
  public AnthropicFrameDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.answer = new AnthropicAnswer(head, events, event.usage, origin);
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
    switch (event.type()) {
      case AnthropicEvent.BLOCK_DELTA -> answer.add(event.index, event.delta);
      case "content_block_start" -> {
        if (event.block != null) {
          answer.open(event.index, event.block);
        }
      }
      case "content_block_stop" -> answer.close(event.index);
      case "message_start" -> {
        if (event.message != null) {
          answer.begin(event.message);
        }
      }
      case "message_delta" -> answer.stop(event.delta.stop);
      case "message_stop" -> {
        answer.complete();
        return true;
      }
      default -> {
        // A ping, or an event that is not known here.
      }
    }
    if (event.hasUsage) {
      answer.use();
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
      error = event.hasError || event.type().equals("error");
    }
    if (error || !event.isObject() || event.type().isEmpty()) {
      ErrorFrame.refuse(head, frame, error, event.isObject());
    }
  }

  @Override
  public void end() {
    if (!answer.isFinished()) {
      throw head.failure(
          ErrorKind.STREAM_TRUNCATED, "ended its stream without message_stop or a stop reason");
    }
    answer.complete();
  }
}
