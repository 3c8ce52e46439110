package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block of a kind that is not known here while it arrives, such as a tool that the provider ran
 * and what came of it: as it came, with what was added, so that it can go back. Not thread-safe.
 */
final class OpaqueBlock {
  private final String type;
  private final Json start;
  private final StringBuilder input = new StringBuilder(0);
  private final List<@Nullable Object> content = new ArrayList<>(0);

  /**
   * A block that began.
   *
   * @param type the member that has all of it
   * @param start the object with that member
   */
  OpaqueBlock(String type, Json start) {
    this.type = type;
    this.start = start;
  }

  void add(ConverseDelta delta) {
    if (delta.input.text() != null) {
      input.append(delta.input.text());
    }
    Json more = delta.unknown.get(type);
    if (more != null && more.isValid() && more.value() instanceof List<?> pieces) {
      content.addAll(pieces);
    }
  }

  /** The whole block. */
  Json json() {
    boolean changed = input.length() > 0 || !content.isEmpty();
    if (!changed || !start.isObject() || !(start.asObject().get(type) instanceof Map<?, ?> begun)) {
      return start;
    }
    Map<String, @Nullable Object> grown = new LinkedHashMap<>();
    begun.forEach((name, value) -> grown.put(String.valueOf(name), value));
    if (input.length() > 0) {
      Json whole = Json.ofText(input.toString());
      grown.put("input", whole.isValid() ? whole : input.toString());
    }
    if (!content.isEmpty()) {
      grown.put("content", content);
    }
    try {
      Map<String, @Nullable Object> block = new LinkedHashMap<>(start.asObject());
      block.put(type, grown);
      return Json.ofValue(block);
    } catch (IllegalArgumentException e) {
      return start; // deeper than a JSON value may be, with what was added a level further down
    }
  }
}
