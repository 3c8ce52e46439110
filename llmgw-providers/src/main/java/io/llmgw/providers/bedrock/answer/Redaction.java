package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A thought that only the provider can read, while it arrives: each piece is bytes in Base64 of its
 * own. Not thread-safe.
 */
final class Redaction {
  /** What the protocol calls the block. */
  static final String TYPE = "reasoningContent";

  private final List<String> pieces = new ArrayList<>(1);

  void add(String base64) {
    pieces.add(base64);
  }

  /** The whole block. */
  Json block() {
    return Json.ofValue(Map.of(TYPE, Map.of("redactedContent", joined())));
  }

  private String joined() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (String piece : pieces) {
        bytes.writeBytes(Base64.getDecoder().decode(piece));
      }
    } catch (IllegalArgumentException e) {
      return String.join("", pieces); // whatever it is, it goes back as it came
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
