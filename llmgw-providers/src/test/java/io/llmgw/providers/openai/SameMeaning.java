package io.llmgw.providers.openai;

import io.llmgw.providers.dialect.CallIdForm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request body with everything taken out that makes no difference to the host: members that say
 * the default, and the two ways to write one text.
 */
final class SameMeaning {
  private SameMeaning() {}

  static Map<String, Object> of(JsonNode body) {
    Map<String, Object> same = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      boolean usual =
          value.isNull()
              || name.equals("stream_options") // whether usage is wanted, not what is asked
              || (name.equals("stream") && !value.booleanValue())
              || (name.equals("n") && value.intValue() == 1)
              || (name.equals("tools") && value.isEmpty())
              || (name.equals("tool_choice") && body.path("tools").isEmpty());
      if (!usual) {
        put(same, name, value);
      }
    }
    return same;
  }

  /** Takes the reasoning out of the messages, where the host need not take it. */
  static void dropReasoning(Map<String, Object> body) {
    for (Object message : (List<?>) body.get("messages")) {
      ((Map<?, ?>) message).remove("reasoning");
    }
  }

  /** Writes the ids of calls as the host takes them: those of recordings were made unreadable. */
  static void fitCallIds(Map<String, Object> body, CallIdForm form) {
    for (Object message : (List<?>) body.get("messages")) {
      fit((Map<?, ?>) message, "tool_call_id", form);
      if (((Map<?, ?>) message).get("tool_calls") instanceof List<?> calls) {
        calls.forEach(call -> fit((Map<?, ?>) call, "id", form));
      }
    }
  }

  @SuppressWarnings("unchecked") // its keys are strings, and it holds whatever JSON holds
  private static void fit(Map<?, ?> object, String field, CallIdForm form) {
    ((Map<String, Object>) object).computeIfPresent(field, (name, id) -> form.fit((String) id));
  }

  private static void put(Map<String, Object> same, String name, JsonNode value) {
    switch (name) {
      case "messages" -> same.put(name, messages(value));
      case "tools" -> same.put(name, tools(value));
      // The older name of the same thing.
      case "max_tokens" -> same.put("max_completion_tokens", plain(value));
      case "stop" -> same.put(name, value.isString() ? List.of(plain(value)) : plain(value));
      case "thinking" -> {
        if (!value.path("type").asString().equals("enabled")) {
          same.put(name, plain(value)); // what it is by default
        }
      }
      case "response_format" -> same.put(name, format(value));
      default -> same.put(name, plain(value));
    }
  }

  private static Object format(JsonNode value) {
    Map<String, Object> format = members(value, List.of());
    if (value.has("json_schema")) {
      Map<String, Object> schema = members(value.path("json_schema"), List.of());
      schema.remove("strict", false);
      format.put("json_schema", schema);
    }
    return format;
  }

  private static List<Object> tools(JsonNode tools) {
    List<Object> same = new ArrayList<>();
    for (JsonNode tool : tools) {
      Map<String, Object> function = members(tool.path("function"), List.of());
      function.remove("strict", false);
      function.putIfAbsent(
          "parameters", new TreeMap<>(Map.of("type", "object", "properties", new TreeMap<>())));
      same.add(function);
    }
    return same;
  }

  private static List<Object> messages(JsonNode messages) {
    List<Object> same = new ArrayList<>();
    for (JsonNode message : messages) {
      same.add(message(message));
    }
    return same;
  }

  private static Object message(JsonNode message) {
    Map<String, Object> same = members(message, List.of("content", "annotations", "tool_calls"));
    same.remove("prefix", false);
    // Some send the same words under both names, each host reads one of them.
    Object reasoning = same.remove("reasoning_content");
    if (reasoning != null) {
      same.putIfAbsent("reasoning", reasoning);
    }
    boolean calls = !message.path("tool_calls").isEmpty();
    if (calls) {
      same.put("tool_calls", calls(message.path("tool_calls")));
    } else if (message.path("role").asString().equals("assistant")) {
      same.remove("reasoning"); // goes back with calls only
    }
    Object content = content(message.path("content"));
    if (content != null) {
      same.put("content", content);
    }
    return same;
  }

  private static List<Object> calls(JsonNode calls) {
    List<Object> same = new ArrayList<>();
    for (JsonNode call : calls) {
      Map<String, Object> one = members(call, List.of("index", "type", "function"));
      one.put("name", call.at("/function/name").asString());
      one.put("arguments", arguments(call.at("/function/arguments").asString()));
      same.add(one);
    }
    return same;
  }

  /** Some write them anew before they send them back; for a call without any, nothing is a way. */
  private static Object arguments(String text) {
    if (text.isEmpty() || text.equals("null")) {
      return Map.of();
    }
    try {
      return plain(JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      return text;
    }
  }

  private static @Nullable Object content(JsonNode content) {
    if (content.isString()) {
      return content.stringValue().isEmpty() ? null : content.stringValue();
    }
    if (content.size() == 1 && content.path(0).path("type").asString().equals("text")) {
      return content.path(0).path("text").stringValue();
    }
    List<Object> parts = new ArrayList<>();
    for (JsonNode part : content) {
      Map<String, Object> same = members(part, List.of("image_url"));
      if (part.has("image_url")) {
        JsonNode image = part.path("image_url");
        Map<String, Object> url =
            image.isString()
                ? new TreeMap<>(Map.of("url", image.stringValue()))
                : members(image, List.of());
        url.remove("detail", "auto");
        same.put("image_url", url);
      }
      parts.add(same);
    }
    return parts.isEmpty() ? null : parts;
  }

  private static Map<String, Object> members(JsonNode object, List<String> without) {
    Map<String, Object> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!member.getValue().isNull() && !without.contains(member.getKey())) {
        members.put(member.getKey(), plain(member.getValue()));
      }
    }
    return members;
  }

  private static Object plain(JsonNode value) {
    if (value.isObject()) {
      return members(value, List.of());
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    return value.isBoolean() ? value.booleanValue() : value.asString();
  }
}
