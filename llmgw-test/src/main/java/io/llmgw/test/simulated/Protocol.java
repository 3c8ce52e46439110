package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The protocol that a simulated server speaks. Stateless. */
interface Protocol {
  /** The provider that speaks it, as its factory is called. */
  String provider();

  /** What follows the server's address in the base URL of a client. */
  String basePath();

  /** What the provider must be told to speak it, beside its address and key; default nothing. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** What to reply: chosen by the book, or a refusal where the request is none of the protocol. */
  Reply reply(ReceivedRequest request, ReplyBook book);

  /**
   * The reply in bytes.
   *
   * @param number of the request, from 1: ids are made of it
   */
  Answer answer(ReceivedRequest request, Reply reply, int number);

  /** An event of a stream with this in it, which need not be JSON. */
  String frame(String payload);

  /** A sign of life in a stream. */
  String ping();

  /** An error with this code in a stream. */
  String failure(String code);

  /** What the texts of a stream are in bytes. */
  default Charset streamCharset() {
    return StandardCharsets.UTF_8;
  }

  /** Whether the request is a POST to this path. */
  static boolean isAt(ReceivedRequest request, String path) {
    String asked = request.path();
    int query = asked.indexOf('?');
    return request.method().equals("POST")
        && (query < 0 ? asked : asked.substring(0, query)).endsWith(path);
  }
}
