package io.llmgw.providers.responses.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer. The event that says that the response is completed or incomplete ends
 * it, and nothing else does. Some hosts name their events in the data alone. Not thread-safe.
 */
public final class ResponsesFrameDecoder implements FrameDecoder {
  // Not of the protocol: OpenRouter sends it after the last event.
  private static final String DONE = "[DONE]";
  private static final String PREFIX = "response.";

  private final AnswerHead head;
  private final ResponsesAnswer answer;
  private final ResponsesEvent event;
  private final ResponsesBody nothing = new ResponsesBody();

  /** A decoder of one answer, which passes on what it reads as it comes. */
  public ResponsesFrameDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.answer = new ResponsesAnswer(head, events);
    this.event = new ResponsesEvent(answer.closed());
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
    String words = event.delta.text();
    switch (event.type()) {
      case ResponsesEvent.TEXT_DELTA -> answer.say(event.output, PartKind.TEXT, event.part, words);
      case "response.refusal.delta" ->
          answer.say(event.output, PartKind.REFUSAL, event.part, words);
      case "response.reasoning_text.delta" ->
          answer.say(event.output, PartKind.THOUGHT, event.part, words);
      case "response.reasoning_summary_text.delta" ->
          answer.say(event.output, PartKind.SUMMARY, event.part, words);
      case "response.function_call_arguments.delta" -> answer.addArguments(event.output, words);
      case "response.output_text.done" -> answer.complete(event, PartKind.TEXT);
      case "response.refusal.done" -> answer.complete(event, PartKind.REFUSAL);
      case "response.reasoning_text.done" -> answer.complete(event, PartKind.THOUGHT);
      case "response.reasoning_summary_text.done" -> answer.complete(event, PartKind.SUMMARY);
      case "response.function_call_arguments.done" -> answer.completeArguments(event);
      case "response.output_item.added" -> {
        if (event.item != null) {
          answer.open(event.output, event.item);
        }
      }
      case "response.output_item.done" -> {
        if (event.item != null) {
          answer.close(event.output, event.item);
        }
      }
      case "response.output_text.annotation.added" -> {
        if (event.annotation != null) {
          answer.annotate(event.output, event.part, event.annotation);
        }
      }
      case "response.completed", "response.incomplete", "response.cancelled" -> {
        finish();
        return true;
      }
      default -> {
        // A response that has begun, or an event that is not known here.
        if (event.response != null && event.type().startsWith(PREFIX)) {
          answer.begin(event.response.id, event.response.model);
        }
      }
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
    ResponsesBody response = event.response == null ? nothing : event.response;
    if (response.isFailed() || event.type().equals("response.failed")) {
      answer.fail(response);
      throw head.refusal(response.failure());
    }
  }

  private void finish() {
    ResponsesBody response = event.response == null ? nothing : event.response;
    answer.finish(response, event.type().substring(PREFIX.length()));
  }

  @Override
  public void end() {
    throw head.failure(
        ErrorKind.STREAM_TRUNCATED, "ended its stream without the end of the response");
  }
}
