package io.llmgw.core.detect.fold;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What is written in base 64, if it is text. */
public final class DecodedText {
  private static final double LEAST_PRINTABLE = 0.85;

  private DecodedText() {}

  /**
   * What chars in base 64 say, behind a name; null if they are none, or no text.
   *
   * @param start where they begin in the original
   * @param end where they end in the original
   */
  public static @Nullable Reading of(String name, String encoded, int start, int end) {
    byte[] octets;
    try {
      octets = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      return null; // chars that only look like it
    }
    String decoded = new String(octets, StandardCharsets.UTF_8);
    boolean isText = !decoded.isEmpty() && printable(decoded) > LEAST_PRINTABLE * decoded.length();
    return isText ? Reading.ofAll(name + decoded, start, end) : null;
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
