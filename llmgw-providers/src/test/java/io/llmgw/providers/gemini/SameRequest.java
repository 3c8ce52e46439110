package io.llmgw.providers.gemini;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests as the provider understands them: what it takes in two spellings, or means when nothing
 * is said (API reference of generateContent), is written out in one way.
 */
final class SameRequest {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What is of the caller, whatever its members are called. */
  private static final Set<String> OPAQUE =
      Set.of("args", "response", "parametersJsonSchema", "responseJsonSchema");

  /** Older names, whose values are schemas in another dialect. */
  private static final Map<String, String> SCHEMAS =
      Map.of("parameters", "parametersJsonSchema", "responseSchema", "responseJsonSchema");

  private SameRequest() {}

  static JsonNode of(JsonNode request) {
    ObjectNode same = (ObjectNode) plain(request);
    if (same.path("systemInstruction") instanceof ObjectNode system) {
      system.remove("role");
    }
    if (same.path("generationConfig").isEmpty()) {
      same.remove("generationConfig");
    }
    ArrayNode turns = JSON.createArrayNode();
    for (JsonNode content : same.path("contents")) {
      if (content.path("role").asString("").equals("model")) {
        ((ArrayNode) content.path("parts")).removeIf(SameRequest::saysNothing);
      }
      JsonNode last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
      if (last != null && last.path("role").equals(content.path("role"))) {
        ((ArrayNode) last.path("parts")).addAll((ArrayNode) content.path("parts"));
      } else {
        turns.add(content);
      }
    }
    same.set("contents", turns);
    return same;
  }

  private static boolean saysNothing(JsonNode part) {
    return part.size() == 1 && part.path("text").asString("x").isEmpty();
  }

  /** The same without ids of calls, which some clients make up. */
  static JsonNode withoutIds(JsonNode request) {
    JsonNode same = of(request);
    for (String holder : List.of("functionCall", "functionResponse")) {
      same.findValues(holder).forEach(call -> ((ObjectNode) call).remove("id"));
    }
    return same;
  }

  /** Removes the signatures from a request of one form. */
  static void forgetSignatures(JsonNode same) {
    for (JsonNode content : same.path("contents")) {
      content.path("parts").forEach(part -> ((ObjectNode) part).remove("thoughtSignature"));
    }
  }

  private static JsonNode plain(JsonNode node) {
    if (node.isArray()) {
      ArrayNode plain = JSON.createArrayNode();
      node.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (!node.isObject()) {
      return node.isNumber() ? JSON.getNodeFactory().numberNode(node.doubleValue()) : node;
    }
    ObjectNode plain = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = camelCase(member.getKey());
      JsonNode value = member.getValue();
      if (value.isNull() || (name.equals("thought") && !value.asBoolean(false))) {
        continue;
      }
      if (SCHEMAS.containsKey(name)) {
        plain.set(SCHEMAS.get(name), schema(value));
      } else if (name.equals("data") || name.equals("thoughtSignature")) {
        plain.put(name, anyAlphabet(value.stringValue()));
      } else {
        plain.set(name, OPAQUE.contains(name) ? value : plain(value));
      }
    }
    return plain;
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder(name);
    for (int i = camel.indexOf("_"); i > 0 && i + 1 < camel.length(); i = camel.indexOf("_")) {
      camel.deleteCharAt(i);
      camel.setCharAt(i, Character.toUpperCase(camel.charAt(i)));
    }
    return camel.toString();
  }

  private static String anyAlphabet(String base64) {
    return base64.replace('-', '+').replace('_', '/').replace("=", "");
  }

  /** Of OpenAPI, whose types may be in capitals. */
  static JsonNode schema(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    lowerTypes(copy);
    return copy;
  }

  private static void lowerTypes(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("type").isString()) {
      object.put("type", object.path("type").stringValue().toLowerCase(Locale.ROOT));
    }
    for (Iterator<JsonNode> all = node.iterator(); all.hasNext(); ) {
      lowerTypes(all.next());
    }
  }
}
