package io.llmgw.test.simulated;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply in the bytes of a wire format, ready to be served.
 *
 * @param streamed whether the body is an event stream in chunks; else it is one piece of known
 *     length, cut into opening and closing at its middle
 * @param opening what comes before the first content
 * @param events what holds content, one frame per token
 * @param closing what follows the last content
 * @param done the marker that ends a stream; empty for none
 * @param tokens counted, whether reported or not
 * @param finish the reason for its end; null when it has none
 */
record Answer(
    int status,
    Map<String, String> headers,
    boolean streamed,
    String opening,
    List<Frame> events,
    String closing,
    String done,
    Reply.Counts tokens,
    @Nullable String finish) {

  /** The same, with this before everything else. */
  Answer openedBy(String first) {
    return new Answer(
        status, headers, streamed, first + opening, events, closing, done, tokens, finish);
  }

  /** All of the body but the end marker, in one piece. */
  String body() {
    StringBuilder body = new StringBuilder(opening);
    events.forEach(frame -> body.append(frame.bytes()));
    return body.append(closing).toString();
  }

  /** The text that the whole answer holds. */
  String text() {
    StringBuilder text = new StringBuilder();
    events.forEach(frame -> text.append(frame.text()));
    return text.toString();
  }

  /**
   * A part of a body.
   *
   * @param bytes what goes over the wire
   * @param text the part of the answer's text in it; empty for a piece of a tool call
   */
  record Frame(String bytes, String text) {}
}
