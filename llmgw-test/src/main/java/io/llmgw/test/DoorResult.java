package io.llmgw.test;

import io.llmgw.api.content.Message;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.ChatResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller got through a {@link Door}. Immutable.
 *
 * @param door which one
 * @param ending how it ended for the caller
 * @param text all that he was given of the text; through the doors that give answers whole, that of
 *     the answer, or of the error's partial answer
 * @param events those that he was given; empty through the doors that give answers whole
 * @param response the answer; null when it failed, and through {@link Door#PUBLISH}
 * @param error the failure; null when there was none, or none was signalled since he cancelled
 */
public record DoorResult(
    Door door,
    Ending ending,
    String text,
    List<LlmEvent> events,
    @Nullable ChatResponse response,
    @Nullable LlmException error) {

  /** Copies the events. */
  public DoorResult {
    events = List.copyOf(events);
  }

  /** How a call ends for its caller. */
  public enum Ending {
    /** With the whole answer. */
    SUCCEEDED,
    /** With an error. */
    FAILED,
    /** Early, since somebody cancelled it. */
    CANCELLED
  }

  /** Kind of the error; null when there is none. */
  public @Nullable ErrorKind errorKind() {
    return error == null ? null : error.kind();
  }

  /** Door, ending and sizes; no text. */
  @Override
  public String toString() {
    return "DoorResult["
        + door
        + ", "
        + ending
        + ", "
        + text.length()
        + " chars, "
        + events.size()
        + " events, "
        + error
        + "]";
  }

  static DoorResult whole(Door door, ChatResponse response) {
    return new DoorResult(door, Ending.SUCCEEDED, response.text(), List.of(), response, null);
  }

  static DoorResult whole(Door door, LlmException error) {
    Message partial = error.partial();
    String text = partial == null ? "" : partial.text();
    return new DoorResult(door, endingOf(error), text, List.of(), null, error);
  }

  static DoorResult streamed(Door door, List<LlmEvent> events, @Nullable ChatResponse response) {
    return new DoorResult(door, Ending.SUCCEEDED, textOf(events), events, response, null);
  }

  static DoorResult streamed(Door door, List<LlmEvent> events, LlmException error) {
    return new DoorResult(door, endingOf(error), textOf(events), events, null, error);
  }

  static DoorResult cancelled(Door door, List<LlmEvent> events) {
    return new DoorResult(door, Ending.CANCELLED, textOf(events), events, null, null);
  }

  private static Ending endingOf(LlmException error) {
    return error instanceof CallCancelledException ? Ending.CANCELLED : Ending.FAILED;
  }

  private static String textOf(List<LlmEvent> events) {
    StringBuilder text = new StringBuilder();
    for (LlmEvent event : events) {
      if (event instanceof TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }
}
