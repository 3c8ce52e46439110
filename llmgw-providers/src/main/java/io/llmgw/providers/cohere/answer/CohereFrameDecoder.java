package io.llmgw.providers.cohere.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer. {@code message-end} ends it; the {@code [DONE]} that comes behind it, as
 * a rule, is no part of the protocol. Not thread-safe.
 */
public final class CohereFrameDecoder implements FrameDecoder {
  private static final String DONE = "[DONE]";

  private final AnswerHead head;
  private final CohereEvent event = new CohereEvent();
  private final CohereAnswer answer;

  /** A decoder of one answer, which passes on what it reads as it comes. */
  public CohereFrameDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.answer = new CohereAnswer(head, events, event.usage);
  }

  @Override
  public boolean decode(Frame frame) {
    if (frame.isBlank()) {
      return false;
    }
    if (frame.isText(DONE)) {
      throw truncated();
    }
    read(frame);
    switch (event.type()) {
      case CohereEvent.CONTENT_DELTA -> answer.add(event.index, event.content);
      case "content-start" -> answer.open(event.index, event.content);
      case "content-end" -> answer.close(event.index);
      case "tool-plan-delta" -> answer.plan(event.plan.text());
      case "tool-call-delta" -> answer.add(event.index, event.call);
      case "tool-call-start" -> answer.open(event.index, event.call);
      case "tool-call-end" -> answer.closeCall(event.index);
      case "citation-start" -> answer.cite(event.citation);
      case "message-start" -> answer.start(event.id);
      case "message-end" -> {
        answer.finish(event.finishReason);
        answer.complete();
        return true;
      }
      default -> {
        // A sign of life, the end of a citation, or an event that is not known here.
      }
    }
    answer.weigh(event.logprobs);
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
    if (event.failure != null) {
      throw head.refusal(ErrorBody.of("{\"error\":" + event.failure.text() + "}"));
    }
  }

  @Override
  public void end() {
    throw truncated();
  }

  private LlmException truncated() {
    return head.failure(ErrorKind.STREAM_TRUNCATED, "ended its stream without message-end");
  }
}
