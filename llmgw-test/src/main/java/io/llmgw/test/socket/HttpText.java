package io.llmgw.test.socket;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pieces of HTTP/1.1 answers as text, for scripts. */
public final class HttpText {
  /** What ends a chunked body. */
  public static final String LAST_CHUNK = "0\r\n\r\n";

  private HttpText() {}

  /** A whole answer with a JSON body and its length. */
  public static String json(int status, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head(status, "content-type: application/json", "content-length: " + length) + body;
  }

  /** The head of an event stream in chunks; {@link #chunk(String)} makes those. */
  public static String eventStream() {
    return head(200, "content-type: text/event-stream", "transfer-encoding: chunked");
  }

  /** A head with these header lines, each as {@code name: value}. */
  public static String head(int status, String... headers) {
    return head(status, List.of(headers));
  }

  /** A head with these header lines, each as {@code name: value}. */
  public static String head(int status, List<String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** One chunk of a chunked body; not the last one, so the text must not be empty. */
  public static String chunk(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return Integer.toHexString(length) + "\r\n" + text + "\r\n";
  }

  /** A chunk with one event of an event stream. */
  public static String event(String eventText) {
    return chunk("data: " + eventText + "\n\n");
  }
}
