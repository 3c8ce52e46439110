package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Gemini says of a message beside the protocol, the signature of a thought for one, and wants
 * back with it ({@code ai.google.dev/gemini-api/docs/thought-signatures}): an object of fields for
 * each vendor. A stream may say it in several pieces, of which the later counts field by field, and
 * the same one again. Not thread-safe.
 */
public final class ExtraContent {
  /** The field that holds it, and the type of the item that keeps it. */
  public static final String TYPE = "extra_content";

  private final Map<String, Map<String, @Nullable Object>> vendors = new LinkedHashMap<>(0);
  private final Map<String, @Nullable Object> others = new LinkedHashMap<>(0);
  private @Nullable Json last;
  private boolean several;

  void add(Json piece) {
    if (piece.equals(last) || !piece.isObject() || piece.asObject().isEmpty()) {
      return;
    }
    several = last != null;
    last = piece;
    piece
        .asObject()
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?> fields) {
                Map<String, @Nullable Object> known =
                    vendors.computeIfAbsent(name, absent -> new LinkedHashMap<>());
                fields.forEach((field, content) -> known.put(String.valueOf(field), content));
              } else {
                others.put(name, value);
              }
            });
  }

  /** All of it: to the byte when it came in one piece; null for none. */
  @Nullable Json json() {
    if (!several) {
      return last;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(others);
    all.putAll(vendors);
    return Json.ofValue(all);
  }
}
