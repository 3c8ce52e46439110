package io.llmgw.providers.openai.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.providers.wire.WireCall;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes media as an address: that of a link, or one that holds the bytes. */
public final class MediaUrl {
  private MediaUrl() {}

  /** Why it has no such address, in words; null where it has one. */
  public static @Nullable String refusal(Media media) {
    if (media instanceof Media.Bytes bytes) {
      return isPlain(bytes.mediaType()) ? null : "a media type with characters that need escaping";
    }
    return media instanceof Media.Link link ? refusal(link.uri()) : null;
  }

  /** What these hosts fetch; of the addresses that a provider gives to files none is theirs. */
  private static @Nullable String refusal(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean fetched = scheme.equals("http") || scheme.equals("https");
    return fetched ? null : "media at an address of scheme " + scheme;
  }

  /** Writes it as the value that comes next. */
  public static void write(JsonGenerator json, WireCall call, Media media) {
    String refusal = refusal(media);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    if (media instanceof Media.Bytes bytes) {
      writeDataUri(json, bytes);
    } else if (media instanceof Media.Link link) {
      json.writeString(link.uri().toString());
    }
  }

  /** Written in pieces: the longest text of a request is not copied once more to be joined. */
  private static void writeDataUri(JsonGenerator json, Media.Bytes bytes) {
    json.writeRawValue("\"data:");
    json.writeRaw(bytes.mediaType());
    json.writeRaw(";base64,");
    json.writeRaw(bytes.base64());
    json.writeRaw('"');
  }

  private static boolean isPlain(String mediaType) {
    for (int i = 0; i < mediaType.length(); i++) {
      char c = mediaType.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\' || c == ',') {
        return false;
      }
    }
    return true;
  }

  /** The name of a document; required with bytes, and the model is told what it says. */
  public static String fileName(Part.Document document, Media.Bytes bytes) {
    if (document.name() != null) {
      return document.name();
    }
    return bytes.mediaType().equals("application/pdf") ? "document.pdf" : "document";
  }
}
