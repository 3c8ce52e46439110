package io.llmgw.providers.media;

import io.llmgw.api.content.Media;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** How media go into a body. */
public final class MediaBytes {
  private MediaBytes() {}

  /** The media type in lower case, without parameters. */
  public static String bareType(Media.Bytes bytes) {
    return bareType(bytes.mediaType());
  }

  /** A media type in lower case, without parameters. */
  public static String bareType(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return bare.strip().toLowerCase(Locale.ROOT);
  }

  /** Writes a member with the bytes in Base64. */
  public static void write(JsonGenerator json, String name, Media.Bytes bytes) {
    json.writeName(name);
    write(json, bytes);
  }

  /** Writes the bytes in Base64 as the value that comes next. */
  public static void write(JsonGenerator json, Media.Bytes bytes) {
    // Written raw: nothing in the longest text of a request needs escaping.
    json.writeRawValue("\"");
    json.writeRaw(bytes.base64());
    json.writeRaw('"');
  }
}
