package io.llmgw.cache.key;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          Map.entry("container_id", "the same where a shell names it (OpenAI, shell)"),
          Map.entry(
              "mcp_servers",
              "the provider calls tools there, which may do something (Anthropic API reference)"),
          Map.entry("mcpServers", "the same as a tool of Google has them (Gemini API, Tool)"),
          Map.entry("session_id", "what was said in it counts (hosts of agents)"),
          Map.entry("sessionId", "the same as Amazon Bedrock writes it (sessions, agents)"));

  private static final String TOOLS = "tools";

  /**
   * What the type of a tool begins with that the provider calls elsewhere, and that of an item of
   * an answer which tells of it (OpenAI, mcp and mcp_call; Anthropic, mcp_toolset and
   * mcp_tool_use).
   */
  private static final String CALLED_ELSEWHERE = "mcp";

  /**
   * What names the place at a provider in which an answer goes on, by the type of an item or a
   * member in it: Claude's is {@code container} (Anthropic API reference, Messages), also among the
   * fields that Bedrock passes on; OpenAI's is {@code container_id}, of a call of the code
   * interpreter, of a shell and of a file that is cited (OpenAI API reference, Responses).
   */
  private static final Set<String> PLACES =
      Set.of(
          "container",
          "container_id",
          "conversation",
          "conversation_id",
          "thread_id",
          "session_id",
          "sessionId");

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

  /**
   * Whether an item of an answer tells of something that was done besides: a tool was called
   * elsewhere, or the provider keeps a place where it goes on, such as the container in which code
   * has run and where its files are. A file that is named alone stays as it is.
   */
  public static boolean isToldBy(ProviderItem item) {
    if (item.type().startsWith(CALLED_ELSEWHERE)) {
      return true;
    }
    Json own = Json.ofText(item.json().text()); // that of the item would remember what is read
    return own.isValid() && isPlace(item.type(), own.value());
  }

  private static boolean isPlace(String name, @Nullable Object value) {
    return PLACES.contains(name) && isSet(value) || !Mentions.areUnder(name) && hasPlace(value);
  }

  private static boolean hasPlace(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.entrySet().stream()
          .anyMatch(member -> isPlace((String) member.getKey(), member.getValue()));
    }
    return value instanceof List<?> items && items.stream().anyMatch(ServerState::hasPlace);
  }

  private static @Nullable String in(String name, @Nullable Object value) {
    if (REASONS.containsKey(name) && isSet(value)) {
      return name;
    }
    if (name.equals(TOOLS) && value instanceof List<?> tools && areCalledElsewhere(tools)) {
      return name;
    }
    return Mentions.areUnder(name) ? null : within(value);
  }

  private static boolean areCalledElsewhere(List<?> tools) {
    for (Object tool : tools) {
      if (tool instanceof Map<?, ?> members
          && members.get("type") instanceof String type
          && type.startsWith(CALLED_ELSEWHERE)) {
        return true;
      }
    }
    return false;
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

  /** Nothing in it, or what says of a type alone what it is to be: a container of its own. */
  private static boolean isBare(Object value) {
    return value instanceof Map<?, ?> members
        ? members.isEmpty() || members.containsKey("type") && !members.containsKey("id")
        : value instanceof List<?> items && items.isEmpty();
  }
}
