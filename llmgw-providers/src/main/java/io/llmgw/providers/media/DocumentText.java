package io.llmgw.providers.media;

import io.llmgw.api.content.Media;
import io.llmgw.providers.wire.WireCall;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** The text of documents that are text, for protocols that take the words, not the bytes. */
public final class DocumentText {
  private static final String CHARSET = "charset=";

  private DocumentText() {}

  /** The words, in the charset that the media type names, else in UTF-8. */
  public static String of(WireCall call, Media.Bytes media) {
    Charset charset = charset(call, media.mediaType());
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(media.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw call.unsupported("a document with bytes that are not " + charset.name());
    }
  }

  private static Charset charset(WireCall call, String mediaType) {
    for (String parameter : mediaType.split(";", -1)) {
      String plain = parameter.strip();
      if (plain.toLowerCase(Locale.ROOT).startsWith(CHARSET)) {
        return named(call, plain.substring(CHARSET.length()).replace("\"", ""));
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static Charset named(WireCall call, String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw call.unsupported("a document in a charset that is unknown here");
    }
  }
}
