package io.llmgw.api.content;

import io.llmgw.api.content.media.MediaFile;
import io.llmgw.api.content.media.MediaSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image, document, sound or film: its bytes, or where they are. Immutable, thread-safe. */
public sealed interface Media permits Media.Bytes, Media.Link {
  /** The most bytes that media may have, whether given or read from a file: 50 MB. */
  int MAX_BYTES = 50 * 1024 * 1024;

  /** The media type, such as {@code image/png}; null where only the provider can tell. */
  @Nullable String mediaType();

  /** The length of the address in UTF-16 chars; 0 for bytes. */
  default long textLength() {
    return 0;
  }

  /**
   * Bytes of the given media type, copied.
   *
   * @throws IllegalArgumentException if there are none or more than {@link #MAX_BYTES}, the media
   *     type has not the form of one, or the bytes are surely of another, as JPEG bytes that are
   *     said to be {@code image/png}: the provider would refuse them, or the model see something
   *     else
   */
  static Bytes of(byte[] bytes, String mediaType) {
    checkLength(bytes.length);
    String found = MediaSignature.of(bytes);
    if (found != null && MediaSignature.contradicts(found, mediaType)) {
      throw new IllegalArgumentException("these bytes are " + found + ", not " + mediaType);
    }
    return new Bytes(bytes.clone(), mediaType);
  }

  /**
   * Bytes, copied, whose media type is told from the first of them: PNG, JPEG, GIF, WebP, TIFF,
   * HEIC, AVIF, PDF, RTF, DOCX, XLSX, PPTX, OpenDocument, ZIP, WAV, MP3, Ogg, FLAC, MP4, QuickTime,
   * 3GP, AVI, WebM or Matroska.
   *
   * @throws IllegalArgumentException if it is none of these, as text is not, or more than {@link
   *     #MAX_BYTES}
   */
  static Bytes of(byte[] bytes) {
    checkLength(bytes.length);
    String found = MediaSignature.of(bytes);
    if (found == null) {
      throw new IllegalArgumentException(
          "these bytes do not tell what they are: give their media type too");
    }
    return new Bytes(bytes.clone(), found);
  }

  private static void checkLength(int bytes) {
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "media may have at most " + MAX_BYTES + " bytes, these are " + bytes);
    }
  }

  /**
   * Bytes, copied, that were media before, such as those of a stored conversation: of the media
   * type that they had, whatever they begin with and however many they are.
   *
   * @throws IllegalArgumentException if there are none, or the media type has not the form of one
   */
  static Bytes restored(byte[] bytes, String mediaType) {
    return new Bytes(bytes.clone(), mediaType);
  }

  /**
   * Media that the provider fetches itself.
   *
   * @throws IllegalArgumentException if the address is relative, a {@code data:} one, whose bytes
   *     belong into {@link #of(byte[], String)}, or a {@code file:} one, for which there is {@link
   *     #of(Path)}
   */
  static Link of(URI uri) {
    return new Link(uri, null);
  }

  /**
   * The bytes of a file, read now. The media type is told from the bytes, as by {@link
   * #of(byte[])}. UTF-8 text is {@code text/plain}, or what its name ends in: {@code .csv}, {@code
   * .md}, {@code .html}, {@code .json}, {@code .xml}. What is left is told by the system, from the
   * name.
   *
   * @throws IllegalArgumentException if the file is empty, larger than {@link #MAX_BYTES}, or its
   *     media type cannot be told
   * @throws UncheckedIOException if it cannot be read
   */
  static Bytes of(Path file) {
    try {
      byte[] bytes = MediaFile.read(file, MAX_BYTES);
      return new Bytes(bytes, MediaFile.type(file, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file", e);
    }
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

    /** The bytes themselves, read-only; the position of each buffer is its own. */
    public ByteBuffer view() {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
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
      if (uri.getScheme().equalsIgnoreCase("file")) {
        throw new IllegalArgumentException("no provider reads a file: address: give the path");
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
