package io.llmgw.test.socket;

import io.llmgw.api.json.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a server of this kit received it. Immutable.
 *
 * @param connection number of the connection it came on, from 1 in order of acceptance
 * @param method such as {@code POST}
 * @param path with its query, such as {@code /v1/chat/completions}
 * @param headers by lower-case name; values of a repeated header are joined by a comma
 * @param text the body, decoded as UTF-8; empty when there is none
 */
public record ReceivedRequest(
    int connection, String method, String path, Map<String, String> headers, String text) {

  /** Copies the headers. */
  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  /** The value of a header, whatever the case of its name; null when it did not come. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** What follows {@code Bearer} in the {@code Authorization} header; null when nothing does. */
  public @Nullable String bearerToken() {
    String authorization = header("authorization");
    boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    return authorization == null || !bearer ? null : authorization.substring(7).strip();
  }

  /** The body as JSON; {@link Json#isValid()} says whether it is. */
  public Json json() {
    return Json.ofText(text);
  }

  /** Method, path and sizes; no text and no header values. */
  @Override
  public String toString() {
    return "ReceivedRequest["
        + method
        + " "
        + path
        + ", "
        + headers.size()
        + " headers, "
        + text.length()
        + " chars]";
  }
}
