package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed reasoning blocks of OpenRouter, which must go back as they came. In a stream they come
 * in pieces, numbered by {@code index}. Not thread-safe.
 */
public final class ReasoningDetails {
  /** The field that holds them, and the type of the items that keep them. */
  public static final String TYPE = "reasoning_details";

  private final List<Json> pieces = new ArrayList<>();

  void add(Json array) {
    pieces.add(array);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** All blocks: to the byte when they came in one piece. */
  Json joined() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    Map<String, Map<String, @Nullable Object>> blocks = new LinkedHashMap<>();
    for (Json piece : pieces) {
      for (Map<?, ?> block : blocks(piece)) {
        String key = block.get("index") + "/" + block.get("type") + "/" + keyOf(block, blocks);
        merge(block, blocks.computeIfAbsent(key, absent -> new LinkedHashMap<>()));
      }
    }
    return Json.ofValue(new ArrayList<>(blocks.values()));
  }

  /** Blocks without a number are pieces of one only if they hold text. */
  private static int keyOf(Map<?, ?> block, Map<?, ?> known) {
    boolean numbered = block.get("index") != null;
    boolean textual = block.get("text") != null || block.get("summary") != null;
    return numbered || textual ? 0 : known.size() + 1;
  }

  private static void merge(Map<?, ?> block, Map<String, @Nullable Object> into) {
    block.forEach(
        (name, value) -> {
          String field = String.valueOf(name);
          boolean text = field.equals("text") || field.equals("summary");
          if (text && value instanceof String tail && into.get(field) instanceof String head) {
            into.put(field, head.concat(tail));
          } else if (value != null || !into.containsKey(field)) {
            into.put(field, value);
          }
        });
  }

  /** What can be read of the blocks, null when there is nothing. */
  static @Nullable String text(Json array) {
    StringBuilder text = new StringBuilder();
    for (Map<?, ?> block : blocks(array)) {
      Object words = block.get("text") == null ? block.get("summary") : block.get("text");
      if (words instanceof String said) {
        text.append(said);
      }
    }
    return text.length() == 0 ? null : text.toString();
  }

  private static List<Map<?, ?>> blocks(Json array) {
    List<Map<?, ?>> blocks = new ArrayList<>();
    if (array.isValid() && array.value() instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Map<?, ?> block) {
          blocks.add(block);
        }
      }
    }
    return blocks;
  }
}
