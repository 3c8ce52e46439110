package io.llmgw.api.content.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a file, and tells its media type from its bytes and, where those do not, its name. */
public final class MediaFile {
  private static final Map<String, String> TEXTS =
      Map.of(
          "csv", "text/csv",
          "htm", "text/html",
          "html", "text/html",
          "json", "application/json",
          "md", "text/markdown",
          "xml", "application/xml");

  private static final Map<String, String> OLD_OFFICE =
      Map.of(
          "doc", "application/msword",
          "xls", "application/vnd.ms-excel",
          "ppt", "application/vnd.ms-powerpoint");

  private MediaFile() {}

  /**
   * The bytes, of which there may be as many as allowed, however large the file says it is.
   *
   * @throws IllegalArgumentException if there are more
   */
  public static byte[] read(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IllegalArgumentException(
            "a file may have at most " + maxBytes + " bytes, this one has more");
      }
      return bytes;
    }
  }

  /**
   * The media type of a file with these bytes.
   *
   * @throws IllegalArgumentException if nothing tells it
   */
  public static String type(Path file, byte[] bytes) throws IOException {
    String ending = ending(file);
    String type = MediaSignature.of(bytes);
    if (type == null) {
      // Text tells no more by itself. The system is asked last, as each knows other types.
      type =
          isText(bytes) ? TEXTS.getOrDefault(ending, "text/plain") : Files.probeContentType(file);
    } else if (type.equals("application/x-ole-storage")) {
      type = OLD_OFFICE.get(ending);
    }
    if (type == null) {
      throw new IllegalArgumentException(
          "unknown kind of file: give its bytes and media type instead");
    }
    return type;
  }

  private static String ending(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isText(byte[] bytes) {
    CharSequence text = decoded(bytes);
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
        return false;
      }
    }
    return text != null;
  }

  private static @Nullable CharSequence decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
