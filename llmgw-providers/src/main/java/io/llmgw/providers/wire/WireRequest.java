package io.llmgw.providers.wire;

import io.llmgw.providers.json.RequestBytes;
import java.util.Map;

/**
 * A request as the protocol writes it.
 *
 * @param path what follows the base URL, encoded, without a leading slash; with its query, if any
 * @param headers headers of the protocol, beside those of every request
 * @param body the body, mostly of type {@code application/json}
 * @param framing how a streamed answer is cut
 */
public record WireRequest(
    String path, Map<String, String> headers, RequestBytes body, Framing framing) {
  @Override
  public String toString() {
    return "WireRequest[" + path + ", " + body + "]";
  }
}
