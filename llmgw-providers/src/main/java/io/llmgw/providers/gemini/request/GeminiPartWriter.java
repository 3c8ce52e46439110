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

  private void writeMedia(Part part, Role role) {
    if (part instanceof Part.Image image) {
      if (image.detail() != Part.Image.Detail.AUTO) {
        call.dropOrRefuse("the detail of an image");
      }
      boolean readable =
          !(image.media() instanceof Media.Bytes bytes)
              || IMAGE_TYPES.contains(MediaBytes.bareType(bytes));
      if (!readable) {
        throw call.unsupported("an image that is not PNG, JPEG, WebP, HEIC or HEIF");
      }
      write(image.media());
    } else if (part instanceof Part.Audio audio) {
      write(audio.media());
    } else if (part instanceof Part.Video video) {
      write(video.media());
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    } else {
      throw call.unsupported(part, role);
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

  /** Files that were uploaded before have an address as well. */
  private void writeLink(Media.Link link) {
    String scheme = link.uri().getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http") && !scheme.equals("gs")) {
      throw call.unsupported("media at an address of scheme " + scheme);
    }
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
    if (type.equals("application/pdf")) {
      write(bytes, type);
    } else if (document.isText()) {
      // The provider takes text of some types, and reads all of it as UTF-8.
      byte[] words = DocumentText.of(call, bytes).getBytes(StandardCharsets.UTF_8);
      write(Media.restored(words, "text/plain"), "text/plain");
    } else {
      throw call.unsupported("a document that is neither PDF nor text");
    }
  }
}
