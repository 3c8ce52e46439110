package io.llmgw.providers.bedrock.request;

import io.llmgw.providers.media.MediaBytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Converse calls media types (API reference, {@code ...Block} of each kind of media). */
final class MediaFormat {
  private static final Map<String, String> IMAGES =
      Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/webp", "webp");

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md");

  private static final Map<String, String> VIDEOS =
      Map.of(
          "video/mp4", "mp4",
          "video/quicktime", "mov",
          "video/webm", "webm",
          "video/x-matroska", "mkv",
          "video/x-flv", "flv",
          "video/mpeg", "mpeg",
          "video/x-ms-wmv", "wmv",
          "video/3gpp", "three_gp");

  private static final Map<String, String> SOUNDS =
      Map.of(
          "audio/mpeg", "mp3",
          "audio/wav", "wav",
          "audio/x-wav", "wav",
          "audio/aac", "aac",
          "audio/flac", "flac",
          "audio/ogg", "ogg",
          "audio/opus", "opus",
          "audio/mp4", "mp4",
          "audio/webm", "webm");

  private MediaFormat() {}

  static @Nullable String ofImage(@Nullable String mediaType) {
    return IMAGES.get(bare(mediaType));
  }

  /** Of a document; text of any other kind is plain text, JSON and XML included. */
  static @Nullable String ofDocument(@Nullable String mediaType) {
    String bare = bare(mediaType);
    String known = DOCUMENTS.get(bare);
    boolean text =
        bare.startsWith("text/")
            || bare.equals("application/json")
            || bare.equals("application/xml")
            || bare.endsWith("+json") // RFC 6839
            || bare.endsWith("+xml");
    return known == null && text ? "txt" : known;
  }

  static @Nullable String ofVideo(@Nullable String mediaType) {
    return VIDEOS.get(bare(mediaType));
  }

  static @Nullable String ofAudio(@Nullable String mediaType) {
    return SOUNDS.get(bare(mediaType));
  }

  /** The type without its parameters, in lower case; empty for none. */
  private static String bare(@Nullable String mediaType) {
    return mediaType == null ? "" : MediaBytes.bareType(mediaType);
  }
}
