package io.llmgw.core.hedge;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request does at its provider besides being answered, as far as it says so by its extra
 * fields: a hedge would do it twice, and losing does not take it back.
 */
final class OutsideEffects {
  /**
   * Keep the answer (store), go on without the caller (background), append to a kept conversation
   * (OpenAI API reference, Responses and Chat); run tools, programs and searches at the provider
   * (Anthropic API reference, mcp_servers and container; OpenAI, web_search_options; OpenRouter,
   * Plugins; Google by tools without a name).
   */
  private static final List<String> FIELDS =
      List.of(
          "store",
          "background",
          "conversation",
          "mcp_servers",
          "container",
          "web_search_options",
          "plugins");

  private static final Set<String> UNSET = Set.of("false", "null", "[]");
  private static final String TOOLS = "tools";

  /** What is called at home: a function, or a tool of Anthropic without a type of its own. */
  private static final Set<Object> OF_THE_CALLER = Set.of("function", "custom");

  /** What a tool of Google is made of that calls nothing there; its own tools are members too. */
  private static final Set<String> DECLARATIONS =
      Set.of("functionDeclarations", "function_declarations");

  private OutsideEffects() {}

  /** The field of the request that has such an effect; null when none is known. */
  static @Nullable String of(LlmRequest<?> request) {
    Map<String, Json> extra = request.content().extraBody();
    if (extra.isEmpty()) {
      return null;
    }
    for (String field : FIELDS) {
      if (isSet(extra.get(field))) {
        return field;
      }
    }
    Json tools = extra.get(TOOLS);
    return tools != null && tools.isValid() && runsTools(tools.value()) ? TOOLS : null;
  }

  private static boolean isSet(@Nullable Json value) {
    return value != null && !UNSET.contains(value.text().strip());
  }

  private static boolean runsTools(@Nullable Object tools) {
    if (tools instanceof List<?> all) {
      for (Object tool : all) {
        if (tool instanceof Map<?, ?> fields && runsThere(fields)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean runsThere(Map<?, ?> tool) {
    Object type = tool.get("type");
    if (type != null || tool.containsKey("name")) {
      return type != null && !OF_THE_CALLER.contains(type);
    }
    for (Map.Entry<?, ?> member : tool.entrySet()) {
      if (member.getValue() != null && !DECLARATIONS.contains(member.getKey())) {
        return true;
      }
    }
    return false;
  }
}
