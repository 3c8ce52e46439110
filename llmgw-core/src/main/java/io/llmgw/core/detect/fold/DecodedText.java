package io.llmgw.core.detect.fold;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What is written in base 64, of either alphabet and filled up or not, if it is text. */
public final class DecodedText {
  private static final double LEAST_PRINTABLE = 0.85;

  private static final Base64.Decoder PLAIN = Base64.getDecoder();
  private static final Base64.Decoder OF_URLS = Base64.getUrlDecoder();

  private DecodedText() {}

  /**
   * What chars in base 64 say, behind a name; null if they are none, or no text.
   *
   * @param start where they begin in the original
   * @param end where they end in the original
   */
  public static @Nullable Reading of(String name, String encoded, int start, int end) {
    int ofUrls = firstOfUrls(encoded);
    String decoded = ofUrls < 0 ? text(PLAIN, encoded) : text(OF_URLS, encoded);
    if (decoded == null && ofUrls > 0) {
      decoded = text(PLAIN, encoded.substring(0, ofUrls)); // a hyphen or underscore behind it
    }
    return decoded == null ? null : Reading.ofAll(name, decoded, start, end);
  }

  private static int firstOfUrls(String encoded) {
    int hyphen = encoded.indexOf('-');
    int underscore = encoded.indexOf('_');
    return hyphen < 0 || underscore < 0
        ? Math.max(hyphen, underscore)
        : Math.min(hyphen, underscore);
  }

  private static @Nullable String text(Base64.Decoder alphabet, String encoded) {
    byte[] octets;
    try {
      octets = alphabet.decode(encoded);
    } catch (IllegalArgumentException e) {
      return null; // chars that only look like it
    }
    String decoded = new String(octets, StandardCharsets.UTF_8);
    boolean isText = !decoded.isEmpty() && printable(decoded) > LEAST_PRINTABLE * decoded.length();
    return isText ? decoded : null;
  }

  private static int printable(String text) {
    int printable = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isSpace = c == '\n' || c == '\r' || c == '\t';
      printable += isSpace || (c >= ' ' && !Character.isISOControl(c) && c != '\uFFFD') ? 1 : 0;
    }
    return printable;
  }
}
