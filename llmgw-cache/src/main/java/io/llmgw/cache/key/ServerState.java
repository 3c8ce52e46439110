package io.llmgw.cache.key;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The extra fields by which a request goes on from what its provider keeps, or changes that, and
 * why: two such requests that are equal are two steps, and have two answers. The one list of them.
 * What only names something that stays as it is, such as a file or content that a provider has read
 * before, is not in it.
 */
public final class ServerState {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              "conversation",
              "what is asked and answered is added to it (OpenAI API reference, Responses)"),
          Map.entry("conversation_id", "the same by another name (Mistral, Dify)"),
          Map.entry(
              "previous_response_id",
              "each answer is a next step of its own (OpenAI API reference, Responses)"),
          Map.entry(
              "previous_interaction_id",
              "each answer is a next step of its own (Gemini API, Interactions)"),
          Map.entry("store", "each answer is wanted there, under an id of its own (OpenAI)"),
          Map.entry("background", "each answer is made there, under an id of its own (OpenAI)"),
          Map.entry("thread_id", "what is asked and answered is added to it (OpenAI, Assistants)"),
          Map.entry(
              "container",
              "code runs in it and leaves files behind (Anthropic API reference, Messages)"),
          Map.entry(
              "mcp_servers",
              "the provider calls tools there, which may do something (Anthropic API reference)"),
          Map.entry("session_id", "what was said in it counts (hosts of agents)"),
          Map.entry("sessionId", "the same as Amazon Bedrock writes it (sessions, agents)"));

  /** Labels of the host: they are handed back, and decide nothing. */
  private static final String LABELS = "metadata";

  private ServerState() {}

  /** Why each of these is no matter for a cache. */
  public static Map<String, String> reasons() {
    return REASONS;
  }

  /** The first such field of a request, wherever in its extra fields; null for none. */
  public static @Nullable String fieldOf(LlmRequest<?> request) {
    for (Map.Entry<String, Json> field : request.content().extraBody().entrySet()) {
      Json value = field.getValue();
      String found = value.isValid() ? in(field.getKey(), value.value()) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String in(String name, @Nullable Object value) {
    if (REASONS.containsKey(name) && isSet(value)) {
      return name;
    }
    return name.equals(LABELS) ? null : within(value);
  }

  private static @Nullable String within(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        String found = in((String) member.getKey(), member.getValue());
        if (found != null) {
          return found;
        }
      }
    } else if (value instanceof List<?> items) {
      for (Object item : items) {
        String found = within(item);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean isSet(@Nullable Object value) {
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    return value instanceof Boolean flag ? flag : value != null && !isBare(value);
  }

  /** Nothing in it, or a property of a schema, which says of what type the field would be. */
  private static boolean isBare(Object value) {
    return value instanceof Map<?, ?> members
        ? members.isEmpty() || members.containsKey("type")
        : value instanceof List<?> items && items.isEmpty();
  }
}
