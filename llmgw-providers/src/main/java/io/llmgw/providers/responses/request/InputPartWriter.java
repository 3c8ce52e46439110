package io.llmgw.providers.responses.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.provider.Capability;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.openai.request.MediaUrl;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what the model is told: the content of messages and of results of tools. */
final class InputPartWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;

  InputPartWriter(JsonGenerator json, WireCall call, Dialect dialect) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
  }

  /** A message's content: a string where it is one text. */
  void writeContent(Message message) {
    List<Part> parts = message.parts();
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      json.writeString(only.text());
      return;
    }
    json.writeStartArray();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        writeText(text.text());
      } else if (message.role() == Role.USER) {
        writeMedia(part, Role.USER);
      } else {
        throw call.unsupported(part, message.role());
      }
    }
    json.writeEndArray();
  }

  /** A tool's result: a string where it is one text, else parts, with images and files too. */
  void writeResult(List<Part> parts) {
    String only = parts.size() == 1 ? text(parts.get(0)) : null;
    if (only != null || parts.isEmpty()) {
      json.writeString(only == null ? "" : only);
      return;
    }
    json.writeStartArray();
    for (Part part : parts) {
      String text = text(part);
      if (text != null) {
        writeText(text);
      } else {
        writeMedia(part, Role.TOOL);
      }
    }
    json.writeEndArray();
  }

  private static @Nullable String text(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    return part instanceof Part.Structured structured ? structured.json().text() : null;
  }

  private void writeText(String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "input_text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  /** Why a medium is not taken, in words; null where it is. */
  @Nullable String refusal(Part part, Role role) {
    if (part instanceof Part.Image image && can(Capability.IMAGES)) {
      return MediaUrl.refusal(image.media());
    }
    if (part instanceof Part.Document document && can(Capability.DOCUMENTS)) {
      return MediaUrl.refusal(document.media());
    }
    return WireCall.partIn(part, role);
  }

  private void writeMedia(Part part, Role role) {
    String refusal = refusal(part, role);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    json.writeStartObject();
    if (part instanceof Part.Image image) {
      json.writeStringProperty("type", "input_image");
      json.writeName("image_url");
      MediaUrl.write(json, call, image.media());
      json.writeStringProperty("detail", image.detail().name().toLowerCase(Locale.ROOT));
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    }
    json.writeEndObject();
  }

  private boolean can(Capability capability) {
    return dialect.capabilities().has(capability);
  }

  /** The host fetches it at its address, or gets its bytes with a name. */
  private void writeDocument(Part.Document document) {
    if (document.cited()) {
      call.dropOrRefuse("citations of a document");
    }
    json.writeStringProperty("type", "input_file");
    if (document.media() instanceof Media.Bytes bytes) {
      json.writeStringProperty("filename", MediaUrl.fileName(document, bytes));
      json.writeName("file_data");
    } else {
      json.writeName("file_url");
    }
    MediaUrl.write(json, call, document.media());
  }
}
