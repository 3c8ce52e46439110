package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signed blocks of Claude's reasoning beside the message of a LiteLLM proxy, which wants them
 * back as they came: without them Anthropic refuses the results of tools that were called behind
 * them (LiteLLM, "Tool Calling with thinking"). A stream has them in pieces without numbers, of
 * which the signed one ends its block.
 */
public final class ThinkingBlocks {
  /** The member that holds them, and the type of the items that keep them. */
  public static final String TYPE = "thinking_blocks";

  private static final String THINKING = "thinking";
  private static final String SIGNATURE = "signature";

  private ThinkingBlocks() {}

  /** Where they come from, and alone go back to: names of models there say nothing of the maker. */
  public static String origin(String provider, String model) {
    return provider + ':' + model;
  }

  /** All blocks: to the byte when they came in one piece. */
  static Json joined(List<Json> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    List<@Nullable Object> blocks = new ArrayList<>();
    Map<String, @Nullable Object> open = null;
    for (Json piece : pieces) {
      for (Object element : piece.value() instanceof List<?> list ? list : List.of()) {
        if (element instanceof Map<?, ?> block && THINKING.equals(block.get("type"))) {
          open = open == null ? opened(blocks) : open;
          boolean signed = grow(open, block);
          open = signed ? null : open;
        } else {
          blocks.add(element);
          open = null;
        }
      }
    }
    return Json.ofValue(blocks);
  }

  private static Map<String, @Nullable Object> opened(List<@Nullable Object> blocks) {
    Map<String, @Nullable Object> block = new LinkedHashMap<>();
    blocks.add(block);
    return block;
  }

  /** Whether that was the end of it. */
  private static boolean grow(Map<String, @Nullable Object> block, Map<?, ?> piece) {
    piece.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          boolean more = name.equals(THINKING) && block.get(name) instanceof String;
          if (more && value instanceof String tail) {
            block.put(name, String.valueOf(block.get(name)).concat(tail));
          } else if (value != null || !block.containsKey(name)) {
            block.put(name, value);
          }
        });
    return block.get(SIGNATURE) instanceof String said && !said.isEmpty();
  }
}
