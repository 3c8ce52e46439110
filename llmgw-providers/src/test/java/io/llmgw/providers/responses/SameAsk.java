package io.llmgw.providers.responses;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request body without what makes no difference to the host. */
final class SameAsk {
  /** How the answer comes and what is kept of it, which is not what is asked. */
  private static final Set<String> OUTSIDE = Set.of("stream", "store", "include", "model");

  /** What members say that say nothing. */
  private static final Map<String, Object> USUAL =
      Map.of("detail", "auto", "strict", false, "annotations", List.of(), "logprobs", List.of());

  private SameAsk() {}

  static Map<String, Object> of(JsonNode body) {
    Map<String, Object> same = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      boolean choice = field.getKey().equals("tool_choice") && body.path("tools").isEmpty();
      boolean empty = field.getKey().equals("tools") && field.getValue().isEmpty();
      if (!OUTSIDE.contains(field.getKey()) && !field.getValue().isNull() && !choice && !empty) {
        same.put(field.getKey(), plain(field.getValue()));
      }
    }
    same.put("input", items(body.path("input")));
    return same;
  }

  static List<Map<String, Object>> items(JsonNode input) {
    List<Map<String, Object>> items = new ArrayList<>();
    if (input.isString()) {
      items.add(new TreeMap<>(Map.of("role", "user", "content", input.stringValue())));
    }
    for (JsonNode item : input.isArray() ? input : List.<JsonNode>of()) {
      items.add(item(item));
    }
    return items;
  }

  private static Map<String, Object> item(JsonNode item) {
    Map<String, Object> same = members(item);
    same.remove("type", "message");
    if (!item.path("type").asString("").equals("tool_search_output")) {
      same.remove("status"); // how far it has come
    }
    for (String field : List.of("content", "output")) {
      if (same.get(field) instanceof List<?> parts
          && parts.size() == 1
          && parts.get(0) instanceof Map<?, ?> part
          && part.get("text") instanceof String text
          && !same.containsKey("summary")) {
        same.put(field, text);
      }
    }
    if (same.get("arguments") instanceof String arguments) {
      same.put("arguments", arguments(arguments));
    }
    return same;
  }

  private static Object arguments(String text) {
    try {
      return text.isEmpty() ? Map.of() : plain(JsonMapper.shared().readTree(text));
    } catch (JacksonException e) {
      return text;
    }
  }

  private static Map<String, Object> members(JsonNode object) {
    Map<String, Object> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Object value = member.getValue().isNull() ? null : plain(member.getValue());
      if (value != null && !value.equals(USUAL.get(member.getKey()))) {
        members.put(member.getKey(), value);
      }
    }
    return members;
  }

  private static Object plain(JsonNode value) {
    if (value.isObject()) {
      return members(value);
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
