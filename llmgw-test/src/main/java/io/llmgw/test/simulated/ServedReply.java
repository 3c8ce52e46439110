package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SimulatedProvider} really sent for one request: the truth to compare with what a
 * program printed, counted or billed. Immutable.
 *
 * @param number of the request, from 1 in order of arrival
 * @param request what was asked
 * @param status the HTTP status; 0 when the head was not sent
 * @param text the answer's text as far as it was sent, tool calls left out
 * @param inputTokens tokens of the request, as reported or, where nothing is reported, as counted
 * @param outputTokens tokens of the answer: of all of it when it is complete, else the events sent
 * @param finish the reason for its end, in the provider's words; null when it was not sent
 * @param ending how the serving ended
 */
public record ServedReply(
    int number,
    ReceivedRequest request,
    int status,
    String text,
    long inputTokens,
    long outputTokens,
    @Nullable String finish,
    Ending ending) {

  /** Whether all of it was sent. */
  public boolean isComplete() {
    return ending == Ending.COMPLETE;
  }

  /** Numbers and sizes; no text. */
  @Override
  public String toString() {
    return "ServedReply["
        + number
        + ", "
        + status
        + ", "
        + text.length()
        + " chars, "
        + inputTokens
        + " + "
        + outputTokens
        + " tokens, "
        + finish
        + ", "
        + ending
        + "]";
  }

  /** How the serving of a request ended. */
  public enum Ending {
    /** All that the reply says was sent. */
    COMPLETE,
    /** The server cut the connection, or ended the answer early, as the reply says. */
    CUT,
    /** The other side closed before the end. */
    LEFT,
    /** The server was closed before the end. */
    STOPPED
  }
}
