package io.llmgw.api.content.media;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells media types from the bytes that files begin with. */
public final class MediaSignature {
  /** Enough for every mark that is looked for, the type in the head of Matroska included. */
  private static final int HEAD = 64;

  private static final String[][] MARKS = {
    {"\u0089PNG\r\n\u001a\n", "image/png"},
    {"\u00ff\u00d8\u00ff", "image/jpeg"},
    {"GIF87a", "image/gif"},
    {"GIF89a", "image/gif"},
    {"II*\0", "image/tiff"},
    {"MM\0*", "image/tiff"},
    {"%PDF-", "application/pdf"},
    // With the version, or text about the algorithm of that name would be sound.
    {"ID3\u0002", "audio/mpeg"},
    {"ID3\u0003", "audio/mpeg"},
    {"ID3\u0004", "audio/mpeg"},
    {"OggS", "audio/ogg"},
    {"fLaC", "audio/flac"},
    {"{\\rtf", "application/rtf"},
    {"\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "application/x-ole-storage"},
  };

  /** Types that share a container, or are two names of one thing, cannot be told apart by it. */
  private static final Map<String, String> CONTAINERS =
      Map.ofEntries(
          Map.entry("image/jpg", "image/jpeg"),
          Map.entry("audio/mp3", "audio/mpeg"),
          Map.entry("audio/x-wav", "audio/wav"),
          Map.entry("audio/wave", "audio/wav"),
          Map.entry("audio/vnd.wave", "audio/wav"),
          Map.entry("audio/x-flac", "audio/flac"),
          Map.entry("audio/opus", "audio/ogg"),
          Map.entry("video/ogg", "audio/ogg"),
          Map.entry("application/ogg", "audio/ogg"),
          Map.entry("audio/webm", "video/webm"),
          Map.entry("video/x-matroska", "video/webm"),
          Map.entry("audio/mp4", "video/mp4"),
          Map.entry("audio/m4a", "video/mp4"),
          Map.entry("audio/x-m4a", "video/mp4"),
          Map.entry("audio/aac", "video/mp4"),
          Map.entry("video/quicktime", "video/mp4"),
          Map.entry("video/3gpp", "video/mp4"),
          Map.entry("image/heic", "video/mp4"),
          Map.entry("image/heif", "video/mp4"),
          Map.entry("image/avif", "video/mp4"),
          Map.entry("text/rtf", "application/rtf"));

  private MediaSignature() {}

  /** The media type; null where the bytes do not tell, as those of text never do. */
  public static @Nullable String of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    for (String[] mark : MARKS) {
      if (head.startsWith(mark[0])) {
        return mark[1];
      }
    }
    if (head.startsWith("RIFF") && head.length() >= 12) {
      return riff(head.substring(8, 12));
    }
    if (head.startsWith("ftyp", 4) && head.length() >= 12) {
      return isoMedia(head.substring(8, 12));
    }
    if (head.startsWith("\u001aE\u00df\u00a3")) {
      return head.contains("matroska") ? "video/x-matroska" : "video/webm";
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return ZipSignature.of(bytes);
    }
    return isMp3Frame(bytes) ? "audio/mpeg" : null;
  }

  private static @Nullable String riff(String form) {
    return switch (form) {
      case "WEBP" -> "image/webp";
      case "WAVE" -> "audio/wav";
      case "AVI " -> "video/x-msvideo";
      default -> null;
    };
  }

  /** ISO 14496-12, 4.3: the brand says what the boxes hold. */
  private static String isoMedia(String brand) {
    return switch (brand) {
      case "heic", "heix", "heim", "heis", "hevc", "hevx" -> "image/heic";
      case "mif1", "msf1" -> "image/heif";
      case "avif", "avis" -> "image/avif";
      case "M4A ", "M4B " -> "audio/mp4";
      case "qt  " -> "video/quicktime";
      default -> brand.startsWith("3g") ? "video/3gpp" : "video/mp4";
    };
  }

  /** ISO 11172-3, 2.4.1.3: sync word, layer III, and a bit rate and sampling rate that exist. */
  private static boolean isMp3Frame(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == (byte) 0xff
        && (bytes[1] & 0xe6) == 0xe2
        && (bytes[2] & 0xf0) != 0xf0
        && (bytes[2] & 0x0c) != 0x0c;
  }

  /**
   * Whether the bytes are surely not of the media type that somebody says they are of: both are of
   * kinds that are known here, and not of the same.
   */
  public static boolean contradicts(String found, String said) {
    String container = container(said);
    return isKnown(container) && !container.equals(container(found));
  }

  private static String container(String mediaType) {
    int end = mediaType.indexOf(';');
    String plain = (end < 0 ? mediaType : mediaType.substring(0, end)).strip();
    String type = plain.toLowerCase(Locale.ROOT);
    return ZipSignature.isZip(type) ? "application/zip" : CONTAINERS.getOrDefault(type, type);
  }

  private static boolean isKnown(String container) {
    return switch (container) {
      case "image/webp",
          "audio/wav",
          "video/x-msvideo",
          "video/mp4",
          "video/webm",
          "application/zip" ->
          true;
      default -> {
        for (String[] mark : MARKS) {
          if (mark[1].equals(container)) {
            yield true;
          }
        }
        yield container.startsWith("text/");
      }
    };
  }
}
