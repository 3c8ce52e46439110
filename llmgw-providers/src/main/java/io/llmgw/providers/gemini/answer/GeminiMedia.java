package io.llmgw.providers.gemini.answer;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media that a model made, which come inside the answer. */
final class GeminiMedia {
  private GeminiMedia() {}

  /** The media as a part of their kind; null when they cannot be read. */
  static @Nullable Part part(String mediaType, String base64) {
    Media media;
    try {
      // JSON of protocol buffers may have either alphabet (protobuf.dev, ProtoJSON, bytes).
      String plain = base64.replace('-', '+').replace('_', '/');
      media = Media.restored(Base64.getDecoder().decode(plain), mediaType);
    } catch (IllegalArgumentException e) {
      return null; // without the cause, whose message may quote the answer
    }
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return Part.image(media);
    }
    if (type.startsWith("audio/")) {
      return Part.audio(media);
    }
    return type.startsWith("video/") ? Part.video(media) : Part.document(media);
  }
}
