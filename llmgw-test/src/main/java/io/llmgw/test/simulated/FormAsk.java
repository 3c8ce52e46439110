package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form with one file (RFC 7578), read as text. Immutable. */
final class FormAsk {
  private static final String BOUNDARY = "boundary=";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String NAME = "name=\"";

  private final Map<String, String> fields;

  private FormAsk(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** What this request asks; null when its body is no form with a model and a file. */
  static @Nullable FormAsk of(ReceivedRequest request) {
    String type = request.header("content-type");
    int at = type == null ? -1 : type.indexOf(BOUNDARY);
    if (type == null || at < 0 || !type.startsWith("multipart/form-data")) {
      return null;
    }
    String boundary = "--" + type.substring(at + BOUNDARY.length());
    Map<String, String> fields = new LinkedHashMap<>();
    int from = request.text().indexOf(boundary);
    int next;
    while (from >= 0 && (next = request.text().indexOf(boundary, from + 1)) >= 0) {
      add(request.text().substring(from + boundary.length(), next), fields);
      from = next;
    }
    return fields.containsKey("model") && fields.containsKey("file") ? new FormAsk(fields) : null;
  }

  private static void add(String part, Map<String, String> fields) {
    int head = part.indexOf(END_OF_HEAD);
    int name = part.indexOf(NAME);
    if (head >= 0 && name >= 0 && name < head && part.endsWith("\r\n")) {
      int begin = name + NAME.length();
      fields.put(
          part.substring(begin, part.indexOf('"', begin)),
          part.substring(head + END_OF_HEAD.length(), part.length() - 2));
    }
  }

  /** The value of a field; null when there is none. */
  @Nullable String field(String name) {
    return fields.get(name);
  }

  /** What is in the file. */
  String file() {
    return fields.getOrDefault("file", "");
  }
}
