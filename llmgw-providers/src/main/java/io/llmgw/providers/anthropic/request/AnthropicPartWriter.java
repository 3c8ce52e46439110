package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.providers.media.DocumentText;
import io.llmgw.providers.media.MediaBytes;
import io.llmgw.providers.wire.WireCall;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the text and media of messages and tool results. Not thread-safe. */
final class AnthropicPartWriter {
  // docs "vision" at platform.claude.com
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final String PDF = "application/pdf";
  // Names a file that was uploaded before: anthropic:file_011CNha8iCJcU1wXNR6q4V8w
  private static final String FILE_SCHEME = "anthropic";

  private final JsonGenerator json;
  private final WireCall call;
  private final CacheMarks marks;

  AnthropicPartWriter(JsonGenerator json, WireCall call, CacheMarks marks) {
    this.json = json;
    this.call = call;
    this.marks = marks;
  }

  /** Whether it is a text without anything in it, which the provider refuses as a block. */
  static boolean isEmptyText(Part part) {
    return part instanceof Part.Text text && text.text().isBlank();
  }

  /** Why a part is not taken, in words; null where it is. */
  static @Nullable String refusal(Part part, Role role) {
    if (part instanceof Part.Image image) {
      return image.media() instanceof Media.Bytes bytes
              && !IMAGE_TYPES.contains(MediaBytes.bareType(bytes))
          ? "an image that is not JPEG, PNG, GIF or WebP"
          : refusal(image.media());
    }
    if (part instanceof Part.Document document) {
      return document.media() instanceof Media.Bytes bytes
              && !MediaBytes.bareType(bytes).equals(PDF)
              && !document.isText()
          ? "a document that is neither PDF nor text"
          : refusal(document.media());
    }
    boolean text = part instanceof Part.Text || part instanceof Part.Structured;
    return text ? null : WireCall.partIn(part, role);
  }

  private static @Nullable String refusal(Media media) {
    String scheme = media instanceof Media.Link link ? scheme(link.uri()) : "";
    return switch (scheme) {
      case "", "http", "https", FILE_SCHEME -> null;
      default -> "media at an address of scheme " + scheme;
    };
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Writes a part as a block of its own. */
  void write(Part part, Role role, @Nullable CacheMark mark) {
    String refusal = refusal(part, role);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    json.writeStartObject();
    if (part instanceof Part.Text text) {
      json.writeStringProperty("type", "text");
      json.writeStringProperty("text", text.text());
    } else if (part instanceof Part.Structured structured) {
      json.writeStringProperty("type", "text");
      json.writeStringProperty("text", structured.json().text());
    } else if (part instanceof Part.Image image) {
      writeImage(image);
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    }
    marks.write(json, mark);
    json.writeEndObject();
  }

  /** Writes what a tool answered; nothing at all is a result too. */
  void writeResult(List<Part> content) {
    if (content.isEmpty()) {
      return;
    }
    json.writeName("content");
    Part first = content.get(0);
    if (content.size() == 1 && first instanceof Part.Text text) {
      json.writeString(text.text());
    } else if (content.size() == 1 && first instanceof Part.Structured structured) {
      json.writeString(structured.json().text());
    } else {
      json.writeStartArray();
      for (Part part : content) {
        if (!isEmptyText(part)) {
          write(part, Role.TOOL, null);
        }
      }
      json.writeEndArray();
    }
  }

  private void writeImage(Part.Image image) {
    if (image.detail() != Part.Image.Detail.AUTO) {
      call.dropOrRefuse("the detail of an image");
    }
    json.writeStringProperty("type", "image");
    json.writeObjectPropertyStart("source");
    if (image.media() instanceof Media.Bytes bytes) {
      writeBytes(MediaBytes.bareType(bytes), bytes);
    } else if (image.media() instanceof Media.Link link) {
      writeLink(link.uri());
    }
    json.writeEndObject();
  }

  private void writeDocument(Part.Document document) {
    json.writeStringProperty("type", "document");
    json.writeObjectPropertyStart("source");
    if (document.media() instanceof Media.Bytes bytes) {
      String type = MediaBytes.bareType(bytes);
      if (type.equals(PDF)) {
        writeBytes(type, bytes);
      } else {
        json.writeStringProperty("type", "text");
        json.writeStringProperty("media_type", "text/plain");
        json.writeStringProperty("data", DocumentText.of(call, bytes));
      }
    } else if (document.media() instanceof Media.Link link) {
      writeLink(link.uri());
    }
    json.writeEndObject();
    if (document.name() != null) {
      json.writeStringProperty("title", document.name());
    }
    if (document.cited()) {
      json.writeObjectPropertyStart("citations");
      json.writeBooleanProperty("enabled", true);
      json.writeEndObject();
    }
  }

  private void writeBytes(String mediaType, Media.Bytes bytes) {
    json.writeStringProperty("type", "base64");
    json.writeStringProperty("media_type", mediaType);
    MediaBytes.write(json, "data", bytes);
  }

  private void writeLink(URI uri) {
    if (scheme(uri).equals(FILE_SCHEME)) {
      json.writeStringProperty("type", "file");
      json.writeStringProperty("file_id", uri.getSchemeSpecificPart());
    } else {
      json.writeStringProperty("type", "url");
      json.writeStringProperty("url", uri.toString());
    }
  }
}
