package io.llmgw.api.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image, document, sound or film: its bytes, or where they are. Immutable, thread-safe. */
public sealed interface Media permits Media.Bytes, Media.Link {
  /** The largest file that {@link #of(Path)} reads: 50 MB. */
  long MAX_FILE_BYTES = 50L * 1024 * 1024;

  /** The media type, such as {@code image/png}; null where only the provider can tell. */
  @Nullable String mediaType();

  /** The length of the address in UTF-16 chars; 0 for bytes. */
  default long textLength() {
    return 0;
  }

  /** Bytes of the given media type, copied. */
  static Bytes of(byte[] bytes, String mediaType) {
    return new Bytes(bytes.clone(), mediaType);
  }

  /**
   * Media that the provider fetches itself.
   *
   * @throws IllegalArgumentException if the address is relative, or a {@code data:} one, whose
   *     bytes belong into {@link #of(byte[], String)}
   */
  static Link of(URI uri) {
    return new Link(uri, null);
  }

  /**
   * The bytes of a file, read now. The media type is told from the first bytes (PNG, JPEG, GIF,
   * WebP, PDF, WAV, MP3, Ogg, FLAC, MP4, WebM), else by the system from the name.
   *
   * @throws IllegalArgumentException if the file is larger than {@link #MAX_FILE_BYTES} or its
   *     media type cannot be told
   * @throws UncheckedIOException if it cannot be read
   */
  static Bytes of(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "a file may have at most " + MAX_FILE_BYTES + " bytes, this one has " + size);
      }
      byte[] bytes = Files.readAllBytes(file);
      String type = sniff(bytes);
      if (type == null) {
        type = Files.probeContentType(file);
      }
      if (type == null) {
        throw new IllegalArgumentException(
            "unknown kind of file: give its bytes and media type instead");
      }
      return new Bytes(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file", e);
    }
  }

  private static @Nullable String sniff(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("RIFF") && head.length() == 12) {
      return switch (head.substring(8)) {
        case "WEBP" -> "image/webp";
        case "WAVE" -> "audio/wav";
        default -> null;
      };
    }
    if (head.startsWith("ftyp", 4)) {
      return "video/mp4";
    }
    String[][] marks = {
      {"\u0089PNG\r\n", "image/png"},
      {"\u00ff\u00d8\u00ff", "image/jpeg"},
      {"GIF8", "image/gif"},
      {"%PDF-", "application/pdf"},
      {"ID3", "audio/mpeg"},
      {"\u00ff\u00fb", "audio/mpeg"},
      {"OggS", "audio/ogg"},
      {"fLaC", "audio/flac"},
      {"\u001aE\u00df\u00a3", "video/webm"},
    };
    for (String[] mark : marks) {
      if (head.startsWith(mark[0])) {
        return mark[1];
      }
    }
    return null;
  }

  /** Media by their bytes. */
  final class Bytes implements Media {
    private final byte[] bytes;
    private final String mediaType;
    // Written by several threads at worst, each time with an equal string.
    private @Nullable String base64;

    private Bytes(byte[] bytes, String mediaType) {
      if (bytes.length == 0) {
        throw new IllegalArgumentException("media must have at least 1 byte");
      }
      if (mediaType.indexOf('/') < 1) {
        throw new IllegalArgumentException("a media type looks like image/png, not " + mediaType);
      }
      this.bytes = bytes;
      this.mediaType = mediaType;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }

    /** The number of bytes, at least 1. */
    public int size() {
      return bytes.length;
    }

    /** The bytes in Base64 (RFC 4648, with padding, one line), made once and remembered. */
    public String base64() {
      String known = base64;
      if (known == null) {
        known = Base64.getEncoder().encodeToString(bytes);
        base64 = known;
      }
      return known;
    }

    @Override
    public String mediaType() {
      return mediaType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes that
          && mediaType.equals(that.mediaType)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(bytes) + mediaType.hashCode();
    }

    @Override
    public String toString() {
      return "Bytes[" + bytes.length + ", " + mediaType + "]";
    }
  }

  /**
   * Media by their address, which may hold access tokens and is not shown.
   *
   * @param uri an absolute address that the provider can read: {@code https:}, or a scheme of its
   *     own such as {@code gs:}
   * @param mediaType the media type; null where only the provider can tell
   */
  record Link(URI uri, @Nullable String mediaType) implements Media {
    /** Checks the address. */
    public Link {
      Objects.requireNonNull(uri, "uri");
      if (!uri.isAbsolute()) {
        throw new IllegalArgumentException("the address of media must be absolute");
      }
      if (uri.getScheme().equalsIgnoreCase("data")) {
        throw new IllegalArgumentException("a data: address is not a link: give the bytes instead");
      }
    }

    @Override
    public long textLength() {
      return uri.toString().length();
    }

    @Override
    public String toString() {
      return "Link[" + uri.getScheme() + ", " + textLength() + " chars]";
    }
  }
}
