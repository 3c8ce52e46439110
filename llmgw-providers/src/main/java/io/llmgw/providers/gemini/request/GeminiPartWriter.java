package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.providers.gemini.answer.GeminiItems;
import io.llmgw.providers.media.DocumentText;
import io.llmgw.providers.media.MediaBytes;
import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the text and media of messages and tool results. Not thread-safe. */
final class GeminiPartWriter {
  // docs "image understanding" at ai.google.dev
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif");

  private static final String PDF = "application/pdf";

  private final JsonGenerator json;
  private final WireCall call;

  GeminiPartWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
  }

  /** Writes a part as an object of its own. */
  void write(Part part, Role role) {
    write(part, role, null);
  }

  /** The same, with the signature that the provider gave to it. */
  void write(Part part, Role role, @Nullable String signature) {
    json.writeStartObject();
    if (part instanceof Part.Text text) {
      json.writeStringProperty("text", text.text());
    } else if (part instanceof Part.Refusal refusal) {
      json.writeStringProperty("text", refusal.text());
    } else {
      writeMedia(part, role);
    }
    if (signature != null) {
      json.writeStringProperty(GeminiItems.SIGNATURE, signature);
    }
    json.writeEndObject();
  }

  /** Why a medium is not taken, in words; null where it is. */
  static @Nullable String refusal(Part part, Role role) {
    if (part instanceof Part.Image image) {
      return image.media() instanceof Media.Bytes bytes
              && !IMAGE_TYPES.contains(MediaBytes.bareType(bytes))
          ? "an image that is not PNG, JPEG, WebP, HEIC or HEIF"
          : refusal(image.media());
    }
    if (part instanceof Part.Audio audio) {
      return refusal(audio.media());
    }
    if (part instanceof Part.Video video) {
      return refusal(video.media());
    }
    if (part instanceof Part.Document document) {
      return document.media() instanceof Media.Bytes bytes
              && !MediaBytes.bareType(bytes).equals(PDF)
              && !document.isText()
          ? "a document that is neither PDF nor text"
          : refusal(document.media());
    }
    return WireCall.partIn(part, role);
  }

  /** Files that were uploaded before have an address as well. */
  private static @Nullable String refusal(Media media) {
    String scheme =
        media instanceof Media.Link link ? link.uri().getScheme().toLowerCase(Locale.ROOT) : "";
    return switch (scheme) {
      case "", "http", "https", "gs" -> null;
      default -> "media at an address of scheme " + scheme;
    };
  }

  private void writeMedia(Part part, Role role) {
    String refusal = refusal(part, role);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    if (part instanceof Part.Image image) {
      if (image.detail() != Part.Image.Detail.AUTO) {
        call.dropOrRefuse("the detail of an image");
      }
      write(image.media());
    } else if (part instanceof Part.Audio audio) {
      write(audio.media());
    } else if (part instanceof Part.Video video) {
      write(video.media());
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    }
  }

  private void write(Media media) {
    if (media instanceof Media.Bytes bytes) {
      write(bytes, MediaBytes.bareType(bytes));
    } else if (media instanceof Media.Link link) {
      writeLink(link);
    }
  }

  private void write(Media.Bytes bytes, String type) {
    json.writeObjectPropertyStart("inlineData");
    json.writeStringProperty("mimeType", type);
    MediaBytes.write(json, "data", bytes);
    json.writeEndObject();
  }

  private void writeLink(Media.Link link) {
    json.writeObjectPropertyStart("fileData");
    if (link.mediaType() != null) {
      json.writeStringProperty("mimeType", link.mediaType());
    }
    json.writeStringProperty("fileUri", link.uri().toString());
    json.writeEndObject();
  }

  private void writeDocument(Part.Document document) {
    if (document.cited()) {
      call.dropOrRefuse("citations of a document");
    }
    if (document.name() != null) {
      call.note("the name of a document was left out: the protocol has no place for it");
    }
    if (!(document.media() instanceof Media.Bytes bytes)) {
      write(document.media());
      return;
    }
    String type = MediaBytes.bareType(bytes);
    if (type.equals(PDF)) {
      write(bytes, type);
    } else {
      // The provider takes text of some types, and reads all of it as UTF-8.
      byte[] words = DocumentText.of(call, bytes).getBytes(StandardCharsets.UTF_8);
      write(Media.restored(words, "text/plain"), "text/plain");
    }
  }
}
