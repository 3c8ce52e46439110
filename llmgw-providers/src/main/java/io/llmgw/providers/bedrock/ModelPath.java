package io.llmgw.providers.bedrock;

import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;

/** The id of a model as one segment of a path: names have colons, and ARNs have slashes too. */
final class ModelPath {
  private static final String UNRESERVED = "-._~"; // beside letters and digits (RFC 3986, 2.3)

  private ModelPath() {}

  /**
   * The path of an operation.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} for an id that a path cannot
   *     have as a segment
   */
  static String of(WireCall call, String operation) {
    return of(call, call.model(), operation);
  }

  /** The same of another id than that of the call. */
  static String of(WireCall call, String model, String operation) {
    if (model.isEmpty() || model.equals(".") || model.equals("..")) {
      throw call.unsupported("an id of a model that is empty or a way through folders");
    }
    StringBuilder path = new StringBuilder(model.length() + 32).append("model/");
    for (byte b : model.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || UNRESERVED.indexOf(c) >= 0) {
        path.append(c);
      } else {
        path.append(String.format("%%%02X", (int) c));
      }
    }
    return path.append('/').append(operation).toString();
  }
}
