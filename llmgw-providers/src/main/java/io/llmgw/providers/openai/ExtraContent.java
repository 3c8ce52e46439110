package io.llmgw.providers.openai;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Gemini says of a message beside the protocol, the signature of a thought for one, and wants
 * back with it ({@code ai.google.dev/gemini-api/docs/thought-signatures}). A stream may say it in
 * several pieces, and the same one again. Not thread-safe.
 */
final class ExtraContent {
  static final String TYPE = "extra_content";

  private @Nullable Json last;
  private @Nullable Json all;

  void add(Json piece) {
    if (piece == last || !piece.isObject() || piece.asObject().isEmpty()) {
      return;
    }
    last = piece;
    all = all == null ? piece : Json.ofValue(joined(all.asObject(), piece.asObject()));
  }

  private static Map<String, @Nullable Object> joined(Map<?, ?> earlier, Map<?, ?> later) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    earlier.forEach((name, value) -> all.put(String.valueOf(name), value));
    later.forEach((name, value) -> all.put(String.valueOf(name), joined(earlier.get(name), value)));
    return all;
  }

  /** What is said later counts, field by field. */
  private static @Nullable Object joined(@Nullable Object earlier, @Nullable Object later) {
    return earlier instanceof Map<?, ?> head && later instanceof Map<?, ?> tail
        ? joined(head, tail)
        : later;
  }

  /** All of it: to the byte when it came in one piece; null for none. */
  @Nullable Json json() {
    return all;
  }
}
