package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block of a kind that is not known here while it arrives: as it came, or with what was added put
 * into the fields of the same name, so that it can go back. Not thread-safe.
 */
final class OpaqueBlock {
  private final Json start;
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>(2);
  private final Map<String, Json> values = new LinkedHashMap<>(0);
  private final List<Json> citations = new ArrayList<>(0);

  OpaqueBlock(Json start) {
    this.start = start;
  }

  void add(AnthropicDelta delta) {
    append("text", delta.text.text());
    append("thinking", delta.thinking.text());
    append("input", delta.json.text());
    if (delta.signature != null) {
      values.put("signature", Json.ofValue(delta.signature));
    }
    if (delta.citation != null && delta.citation.isValid()) {
      citations.add(delta.citation);
    }
    delta.unknown.forEach(
        (name, json) -> {
          if (json.isValid() && json.value() instanceof String text) {
            append(name, text);
          } else if (json.isValid()) {
            values.put(name, json);
          }
        });
  }

  private void append(String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      texts.computeIfAbsent(name, absent -> new StringBuilder()).append(text);
    }
  }

  /** The whole block. */
  Json json() {
    boolean changed = !texts.isEmpty() || !values.isEmpty() || !citations.isEmpty();
    if (!changed || !start.isObject()) {
      return start;
    }
    Map<String, @Nullable Object> block = new LinkedHashMap<>(start.asObject());
    texts.forEach((name, text) -> block.put(name, added(name, block.get(name), text.toString())));
    block.putAll(values);
    if (!citations.isEmpty()) {
      block.put(AnthropicItems.CITATIONS, new ArrayList<>(citations));
    }
    try {
      return Json.ofValue(block);
    } catch (IllegalArgumentException e) {
      return start; // deeper than a JSON value may be, with what was added a level further down
    }
  }

  /** Input comes as JSON in pieces; everything else is text behind the text that was there. */
  private static Object added(String name, @Nullable Object before, String text) {
    if (name.equals("input")) {
      Json input = Json.ofText(text);
      return input.isValid() ? input : text;
    }
    return before instanceof String head ? head.concat(text) : text;
  }
}
