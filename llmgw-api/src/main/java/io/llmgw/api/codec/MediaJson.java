package io.llmgw.api.codec;

import io.llmgw.api.content.Media;
import java.net.URI;
import java.util.Base64;

/** Media: the bytes in Base64, or the address. */
final class MediaJson {
  private MediaJson() {}

  static FieldWriter write(Media media) {
    FieldWriter out = new FieldWriter().put("mediaType", media.mediaType());
    if (media instanceof Media.Bytes bytes) {
      return out.put("base64", bytes.base64());
    }
    return out.put("uri", ((Media.Link) media).uri().toString());
  }

  static Media read(FieldReader in) {
    String type = in.stringOr("mediaType");
    if (in.has("uri")) {
      String uri = in.string("uri");
      return in.into(() -> new Media.Link(URI.create(uri), type));
    }
    String base64 = in.string("base64");
    String known = in.string("mediaType");
    // Not judged again: what a later release knows of bytes must not make a store unreadable.
    return in.into(() -> Media.restored(Base64.getDecoder().decode(base64), known));
  }
}
