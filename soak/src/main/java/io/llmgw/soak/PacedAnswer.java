package io.llmgw.soak;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What the server says to the request with a number: a text of its own, in pieces at a pace of its
 * own. Both sides know it, so that a client can tell a wrong text from a right one.
 */
public final class PacedAnswer {
  /** The pieces of every answer. */
  public static final int PIECES = 24;

  /** From this number on an answer has no pauses. */
  public static final int UNPACED = 1_000_000;

  private static final int SHORTEST_PAUSE_MILLIS = 1_000;
  private static final int PAUSE_STEPS = 1_000;
  private static final int PRIME = 379;
  private static final String PROMPT = "Tell me number ";
  private static final byte[] HEAD =
      bytes(
          """
          HTTP/1.1 200 OK
          content-type: text/event-stream
          transfer-encoding: chunked

          """
              .replace("\n", "\r\n"));
  private static final String FINISH =
      """
      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"1","model":"m","choices":[],"usage":{"prompt_tokens":4,"completion_tokens":96}}

      data: [DONE]

      """;
  private static final byte[] LAST = bytes(chunk(FINISH) + "0\r\n\r\n");

  private final int number;
  private int sent;

  PacedAnswer(int number) {
    this.number = number;
  }

  /** What to ask for the answer with this number. */
  public static String prompt(int number) {
    return PROMPT + number + ".";
  }

  /** The piece at this place, from 0, of the answer with this number. */
  public static String piece(int number, int place) {
    return "piece " + place + " of " + number + (place == PIECES - 1 ? "." : ", ");
  }

  /** The whole text of the answer with this number. */
  public static String text(int number) {
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < PIECES; place++) {
      text.append(piece(number, place));
    }
    return text.toString();
  }

  /** The answer to this request. */
  static PacedAnswer to(String requestBody) {
    int from = requestBody.indexOf(PROMPT) + PROMPT.length();
    int to = requestBody.indexOf('.', from);
    return new PacedAnswer(Integer.parseInt(requestBody.substring(from, to)));
  }

  /** From one piece to the next: from 1 to 2 s, or none. */
  long pauseNanos() {
    if (number >= UNPACED) {
      return 0;
    }
    return TimeUnit.MILLISECONDS.toNanos(
        SHORTEST_PAUSE_MILLIS + (long) number * PRIME % PAUSE_STEPS);
  }

  boolean isOver() {
    return sent == PIECES;
  }

  /** The bytes of the next piece, with what belongs before the first and after the last one. */
  byte[] next() {
    byte[] event =
        bytes(
            chunk(
                "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                    + "{\"content\":\""
                    + piece(number, sent)
                    + "\"},\"finish_reason\":null}]}\n\n"));
    sent++;
    return joined(sent == 1 ? HEAD : new byte[0], event, isOver() ? LAST : new byte[0]);
  }

  private static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
