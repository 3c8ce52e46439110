package io.llmgw.providers.replay;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Recorded blocks of Bedrock's Converse, in the words of the api. */
public final class ConverseParts {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "pdf", "application/pdf",
          "txt", "text/plain",
          "png", "image/png",
          "jpeg", "image/jpeg");

  private ConverseParts() {}

  /** The parts that a block is. */
  public static List<Part> of(JsonNode block, String provider) {
    String member = block.propertyNames().iterator().next();
    JsonNode value = block.path(member);
    return switch (member) {
      case "text" -> List.of(Part.text(value.stringValue()));
      case "image" -> List.of(Part.image(media(value)));
      case "document" -> List.of(document(value));
      case "toolUse" ->
          List.of(
              new ToolCall(
                  value.path("toolUseId").stringValue(),
                  value.path("name").stringValue(),
                  json(value.path("input"))));
      case "toolResult" -> List.of(result(value, provider));
      case "reasoningContent" -> {
        JsonNode text = value.path("reasoningText");
        yield List.of(
            new Part.Reasoning(
                text.path("text").stringValue(), text.path("signature").stringValue(), provider));
      }
      case "cachePoint" -> List.of(); // of the message, not of what is said in it
      case "json" -> List.of(new Part.Structured(json(value)));
      default -> List.of(new ProviderItem(provider, member, json(block)));
    };
  }

  private static Part document(JsonNode document) {
    Part.Document part = Part.document(media(document), document.path("name").stringValue());
    return document.at("/citations/enabled").asBoolean(false) ? part.withCitations() : part;
  }

  private static ToolResult result(JsonNode result, String provider) {
    List<Part> content = new ArrayList<>();
    result.path("content").forEach(part -> content.addAll(of(part, provider)));
    boolean failed = result.path("status").asString("").equals("error");
    return new ToolResult(result.path("toolUseId").stringValue(), content, failed);
  }

  private static Media media(JsonNode block) {
    byte[] bytes = Base64.getDecoder().decode(block.at("/source/bytes").stringValue());
    // As it was called: one recording has a PNG that is called a JPEG.
    return Media.restored(bytes, MEDIA_TYPES.get(block.path("format").stringValue()));
  }

  private static Json json(JsonNode node) {
    return Json.ofText(node.toString());
  }
}
