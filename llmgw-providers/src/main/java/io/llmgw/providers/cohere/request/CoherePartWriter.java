package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.openai.request.MediaUrl;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes what messages and results of tools are made of. Not thread-safe. */
final class CoherePartWriter {
  private final JsonGenerator json;
  private final WireCall call;

  CoherePartWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
  }

  /** A message's content: a string where it is one text. Its documents stand elsewhere. */
  void writeContent(Message message) {
    List<Part> parts = new ArrayList<>(message.parts());
    if (message.role() == Role.USER) {
      parts.removeIf(Part.Document.class::isInstance);
    }
    if (parts.isEmpty()) {
      throw call.unsupported("a message of documents alone; say what they are for");
    }
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      json.writeString(only.text());
      return;
    }
    json.writeStartArray();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        writeText(text.text());
      } else if (part instanceof Part.Image image && message.role() == Role.USER) {
        writeImage(image);
      } else {
        throw call.unsupported(part, message.role());
      }
    }
    json.writeEndArray();
  }

  void writeText(String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void writeImage(Part.Image image) {
    json.writeStartObject();
    json.writeStringProperty("type", "image_url");
    json.writeObjectPropertyStart("image_url");
    json.writeName("url");
    MediaUrl.write(json, call, image.media());
    if (image.detail() != Part.Image.Detail.AUTO) {
      json.writeStringProperty("detail", image.detail().name().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** What a tool answered, as text: a string where it is one. */
  void writeResult(ToolResult result) {
    List<Part> parts = result.content();
    if (parts.size() == 1) {
      json.writeString(resultText(parts.get(0)));
    } else if (parts.isEmpty()) {
      json.writeString("");
    } else {
      json.writeStartArray();
      parts.forEach(part -> writeText(resultText(part)));
      json.writeEndArray();
    }
  }

  private String resultText(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    if (part instanceof Part.Structured structured) {
      return structured.json().text();
    }
    throw call.unsupported(part, Role.TOOL);
  }
}
