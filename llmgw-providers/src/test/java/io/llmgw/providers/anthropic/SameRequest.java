package io.llmgw.providers.anthropic;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests as the provider understands them: what it says of its own defaults and shorthands (API
 * reference of Messages) is written out in one way.
 */
public final class SameRequest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private SameRequest() {}

  public static JsonNode of(JsonNode request) {
    ObjectNode same = (ObjectNode) request.deepCopy();
    if (!same.path("stream").asBoolean(false)) {
      same.remove("stream");
    }
    if (same.has("temperature")) {
      same.put("temperature", same.path("temperature").doubleValue());
    }
    if (same.has("system")) {
      same.set("system", blocks(same.path("system")));
    }
    ArrayNode turns = JSON.createArrayNode();
    for (JsonNode message : same.path("messages")) {
      ArrayNode content = blocks(message.path("content"));
      JsonNode last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
      // Consecutive turns of a role are one.
      if (last != null && last.path("role").equals(message.path("role"))) {
        ((ArrayNode) last.path("content")).addAll(content);
      } else {
        ObjectNode turn = turns.addObject();
        turn.set("role", message.path("role"));
        turn.set("content", content);
      }
    }
    same.set("messages", turns);
    same.path("tools").forEach(tool -> plain((ObjectNode) tool));
    return same;
  }

  private static ArrayNode blocks(JsonNode content) {
    ArrayNode blocks = JSON.createArrayNode();
    if (content.isString()) {
      blocks.addObject().put("type", "text").put("text", content.stringValue());
      return blocks;
    }
    for (Iterator<JsonNode> all = content.iterator(); all.hasNext(); ) {
      ObjectNode block = (ObjectNode) all.next().deepCopy();
      plain(block);
      blocks.add(block);
    }
    return blocks;
  }

  private static void plain(ObjectNode block) {
    if (block.path("cache_control").isNull()) {
      block.remove("cache_control");
    }
    if (block.path("cache_control").path("ttl").asString("").equals("5m")) {
      ((ObjectNode) block.path("cache_control")).remove("ttl");
    }
    if (!block.path("strict").asBoolean(true)) {
      block.remove("strict");
    }
    if (!block.path("is_error").asBoolean(true)) {
      block.remove("is_error");
    }
    if (block.path("caller").path("type").asString("").equals("direct")) {
      block.remove("caller");
    }
    if (block.path("type").asString("").equals("tool_result")) {
      block.set("content", blocks(block.path("content")));
    }
  }
}
