package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.claude.ToolUseId;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.MediaBytes;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the text and media of messages and tool results. Not thread-safe. */
final class ConversePartWriter {
  /** The longest id of a call (API reference, "ToolUseBlock"). */
  static final int LONGEST_ID = 64;

  private static final String BUCKET_SCHEME = "s3";

  private final JsonGenerator json;
  private final WireCall call;
  private final DocumentNames names = new DocumentNames();

  ConversePartWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
  }

  /** Whether it is a text without anything in it, which the provider refuses as a block. */
  static boolean isEmptyText(Part part) {
    return part instanceof Part.Text text && text.text().isBlank();
  }

  /** Why a part is not taken, in words; null where it is. */
  static @Nullable String refusal(Part part, Role role) {
    if (part instanceof Part.Image image) {
      return refusal("image", MediaFormat.ofImage(image.media().mediaType()), image.media());
    }
    if (part instanceof Part.Document document) {
      Media media = document.media();
      return refusal("document", MediaFormat.ofDocument(media.mediaType()), media);
    }
    if (part instanceof Part.Video video) {
      return refusal("video", MediaFormat.ofVideo(video.media().mediaType()), video.media());
    }
    if (part instanceof Part.Audio audio && role != Role.TOOL) {
      return refusal("audio", MediaFormat.ofAudio(audio.media().mediaType()), audio.media());
    }
    return part instanceof Part.Text ? null : WireCall.partIn(part, role);
  }

  private static @Nullable String refusal(String kind, @Nullable String format, Media media) {
    if (format == null) {
      String type = media.mediaType() == null ? "of no media type" : "of its media type";
      return "media " + type + " as " + kind + ": Converse has no format for it";
    }
    String scheme = media instanceof Media.Link link ? link.uri().getScheme() : BUCKET_SCHEME;
    return BUCKET_SCHEME.equalsIgnoreCase(scheme)
        ? null
        : "media at an address of scheme " + scheme + ": give the bytes, or put them into S3";
  }

  /** Writes a part as a block of its own. */
  void write(Part part, Role role) {
    String refusal = refusal(part, role);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    if (part instanceof Part.Text text) {
      writeText(text.text());
    } else if (part instanceof Part.Image image) {
      if (image.detail() != Part.Image.Detail.AUTO) {
        call.dropOrRefuse("the detail of an image");
      }
      open("image", MediaFormat.ofImage(image.media().mediaType()));
      close(image.media());
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    } else if (part instanceof Part.Video video) {
      open("video", MediaFormat.ofVideo(video.media().mediaType()));
      close(video.media());
    } else if (part instanceof Part.Audio audio) {
      open("audio", MediaFormat.ofAudio(audio.media().mediaType()));
      close(audio.media());
    }
  }

  void writeText(String text) {
    json.writeStartObject();
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void writeDocument(Part.Document document) {
    String format = MediaFormat.ofDocument(document.media().mediaType());
    open("document", format);
    json.writeStringProperty("name", names.next(document.name(), format == null ? "" : format));
    if (document.cited()) {
      json.writeObjectPropertyStart("citations");
      json.writeBooleanProperty("enabled", true);
      json.writeEndObject();
    }
    close(document.media());
  }

  /** Opens the block of a medium and says what it is. */
  private void open(String kind, @Nullable String format) {
    json.writeStartObject();
    json.writeObjectPropertyStart(kind);
    json.writeStringProperty("format", format);
  }

  private void close(Media media) {
    json.writeObjectPropertyStart("source");
    if (media instanceof Media.Bytes bytes) {
      MediaBytes.write(json, "bytes", bytes);
    } else if (media instanceof Media.Link link) {
      json.writeObjectPropertyStart("s3Location");
      json.writeStringProperty("uri", link.uri().toString());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes what a tool answered; nothing at all is a result too. */
  void writeResult(ToolResult result) {
    json.writeStartObject();
    json.writeObjectPropertyStart("toolResult");
    json.writeStringProperty("toolUseId", ToolUseId.of(result.callId(), LONGEST_ID));
    json.writeArrayPropertyStart("content");
    for (Part part : result.content()) {
      if (part instanceof Part.Structured structured) {
        writeStructured(structured);
      } else if (!isEmptyText(part)) {
        write(part, Role.TOOL);
      }
    }
    json.writeEndArray();
    if (result.isError()) {
      json.writeStringProperty("status", "error");
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** As JSON the provider takes objects alone. */
  private void writeStructured(Part.Structured structured) {
    if (!structured.json().isObject()) {
      writeText(structured.json().text());
      return;
    }
    json.writeStartObject();
    json.writeName("json");
    WireJson.write(json, structured.json());
    json.writeEndObject();
  }
}
