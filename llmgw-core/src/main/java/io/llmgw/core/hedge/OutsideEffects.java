package io.llmgw.core.hedge;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request does at its provider besides being answered, as far as it says so by its extra
 * fields: a hedge would do it twice, and losing does not take it back. All for which a cache is
 * passed by is among it.
 */
final class OutsideEffects {
  /**
   * Keep the answer (store), go on without the caller (background), append to what is kept or go on
   * from there (OpenAI API reference, Responses, Chat and Assistants; Gemini API, Interactions;
   * Mistral, Dify; hosts of agents); run tools, programs and searches at the provider (Anthropic
   * API reference, mcp_servers and container; OpenAI, web_search_options; OpenRouter, Plugins;
   * Google by tools without a name).
   */
  private static final Set<String> FIELDS =
      Set.of(
          "store",
          "background",
          "conversation",
          "conversation_id",
          "previous_response_id",
          "previous_interaction_id",
          "thread_id",
          "session_id",
          "sessionId",
          "mcp_servers",
          "mcpServers",
          "container",
          "container_id",
          "web_search_options",
          "plugins");

  /** Under these a name is a label of the host, or one of what an answer would have. */
  private static final Set<String> MENTIONS =
      Set.of("metadata", "requestMetadata", "labels", "properties", "$defs", "definitions");

  private static final Set<String> UNSET = Set.of("false", "null", "[]");
  private static final String TOOLS = "tools";

  /** What is called at home: a function, or a tool of Anthropic without a type of its own. */
  private static final Set<Object> OF_THE_CALLER = Set.of("function", "custom");

  /**
   * What a tool of Google or Amazon Bedrock is made of that calls nothing there; Google's own tools
   * are members too.
   */
  private static final Set<String> DECLARATIONS =
      Set.of("functionDeclarations", "function_declarations", "toolSpec", "cachePoint");

  private OutsideEffects() {}

  /** The field of the request that has such an effect; null when none is known. */
  static @Nullable String of(LlmRequest<?> request) {
    Map<String, Json> extra = request.content().extraBody();
    for (Map.Entry<String, Json> field : extra.entrySet()) {
      Json value = field.getValue();
      String name = field.getKey();
      if (FIELDS.contains(name) && !UNSET.contains(value.text().strip())) {
        return name;
      }
      String within = value.isValid() ? within(name, value.value()) : null;
      if (within != null) {
        return within;
      }
    }
    return null;
  }

  /** What an object holds that some hosts want such fields in, such as those of Bedrock. */
  private static @Nullable String within(String name, @Nullable Object value) {
    if (name.equals(TOOLS) && runsTools(value)) {
      return TOOLS;
    }
    if (!(value instanceof Map<?, ?> members) || MENTIONS.contains(name)) {
      return null;
    }
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String inner = (String) member.getKey();
      String found =
          FIELDS.contains(inner) && isSet(member.getValue())
              ? inner
              : within(inner, member.getValue());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value) && !List.of().equals(value);
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
