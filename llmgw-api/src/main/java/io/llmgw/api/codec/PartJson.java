package io.llmgw.api.codec;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;

/** A part of a message, told apart by {@code type}. */
final class PartJson {
  private PartJson() {}

  static FieldWriter write(Part part) {
    if (part instanceof Part.Text text) {
      return of("text").put("text", text.text());
    }
    if (part instanceof Part.Reasoning reasoning) {
      return of("reasoning")
          .put("text", reasoning.text())
          .put("signature", reasoning.signature())
          .put("provider", reasoning.provider());
    }
    if (part instanceof Part.Refusal refusal) {
      return of("refusal").put("text", refusal.text());
    }
    if (part instanceof Part.Structured structured) {
      return of("structured").json("json", structured.json());
    }
    if (part instanceof ToolCall call) {
      return of("tool_call")
          .put("id", call.id())
          .put("name", call.name())
          .json("arguments", call.arguments())
          .jsons("providerFields", call.providerFields());
    }
    if (part instanceof ToolResult result) {
      return of("tool_result")
          .put("callId", result.callId())
          .flag("error", result.isError())
          .list("content", result.content(), PartJson::write);
    }
    if (part instanceof ProviderItem item) {
      return of("provider_item")
          .put("provider", item.provider())
          .put("itemType", item.type())
          .json("json", item.json());
    }
    return media(part);
  }

  private static FieldWriter media(Part part) {
    if (part instanceof Part.Image image) {
      return of("image")
          .object("media", MediaJson.write(image.media()))
          .word("detail", image.detail() == Part.Image.Detail.AUTO ? null : image.detail());
    }
    if (part instanceof Part.Document document) {
      return of("document")
          .object("media", MediaJson.write(document.media()))
          .put("name", document.name())
          .flag("cited", document.cited());
    }
    if (part instanceof Part.Audio audio) {
      return of("audio").object("media", MediaJson.write(audio.media()));
    }
    return of("video").object("media", MediaJson.write(((Part.Video) part).media()));
  }

  private static FieldWriter of(String type) {
    return new FieldWriter().put("type", type);
  }

  static Part read(FieldReader in) {
    return switch (in.string("type")) {
      case "text" -> text(in);
      case "image" -> image(in);
      case "audio" -> {
        Media media = MediaJson.read(in.object("media"));
        yield in.into(() -> new Part.Audio(media));
      }
      case "video" -> {
        Media media = MediaJson.read(in.object("media"));
        yield in.into(() -> new Part.Video(media));
      }
      case "document" -> document(in);
      case "reasoning" -> reasoning(in);
      case "refusal" -> {
        String text = in.string("text");
        yield in.into(() -> new Part.Refusal(text));
      }
      case "structured" -> {
        Json json = in.json("json");
        yield in.into(() -> new Part.Structured(json));
      }
      case "tool_call" -> toolCall(in);
      case "tool_result" -> toolResult(in);
      case "provider_item" -> providerItem(in);
      default -> throw in.refused("has a type that version " + LlmJson.VERSION + " does not know");
    };
  }

  private static Part text(FieldReader in) {
    String text = in.string("text");
    return in.into(() -> new Part.Text(text));
  }

  private static Part image(FieldReader in) {
    Media media = MediaJson.read(in.object("media"));
    Part.Image.Detail detail = in.wordOr("detail", Part.Image.Detail.class);
    return in.into(() -> new Part.Image(media, detail == null ? Part.Image.Detail.AUTO : detail));
  }

  private static Part document(FieldReader in) {
    Media media = MediaJson.read(in.object("media"));
    String name = in.stringOr("name");
    boolean cited = in.flag("cited");
    return in.into(() -> new Part.Document(media, name, cited));
  }

  private static Part reasoning(FieldReader in) {
    String text = in.string("text");
    String signature = in.stringOr("signature");
    String provider = in.stringOr("provider");
    return in.into(() -> new Part.Reasoning(text, signature, provider));
  }

  private static Part toolCall(FieldReader in) {
    String id = in.string("id");
    String name = in.string("name");
    Json arguments = in.json("arguments");
    Map<String, Json> fields = in.jsons("providerFields");
    return in.into(() -> new ToolCall(id, name, arguments, fields));
  }

  private static Part toolResult(FieldReader in) {
    String callId = in.string("callId");
    boolean isError = in.flag("error");
    List<Part> content = in.list("content", PartJson::read);
    return in.into(() -> new ToolResult(callId, content, isError));
  }

  private static Part providerItem(FieldReader in) {
    String provider = in.string("provider");
    String type = in.string("itemType");
    Json json = in.json("json");
    return in.into(() -> new ProviderItem(provider, type, json));
  }
}
