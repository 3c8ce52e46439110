package io.llmgw.providers.recurring;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the quotes of a JSON string, found and read without a parser. Used again for
 * the next one. Not thread-safe.
 */
final class StringBody {
  private static final char MALFORMED = '\uFFFD';

  private byte[] bytes = {};
  private int from;
  private int end;
  private boolean ascii;
  private boolean escaped;

  /** Looks for the quote that ends it; says whether there is one and nothing forbidden before. */
  boolean find(byte[] newBytes, int newFrom, int limit) {
    bytes = newBytes;
    from = newFrom;
    ascii = true;
    escaped = false;
    for (int at = newFrom; at < limit; at++) {
      byte b = newBytes[at];
      if (b == '"') {
        end = at;
        return true;
      }
      if (b == '\\') {
        escaped = true;
        at++;
      } else if (b < ' ') {
        if (b >= 0) {
          return false;
        }
        ascii = false;
      }
    }
    return false;
  }

  /** The place of the quote that ends it. */
  int end() {
    return end;
  }

  /** Whether it is ASCII and means what it shows, so that nothing in it can be wrong. */
  boolean isPlain() {
    return ascii && !escaped;
  }

  /** What it means; null when it is no UTF-8 or has an escape that is none, or U+FFFD. */
  @Nullable String text() {
    String raw =
        new String(
            bytes, from, end - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    if (!ascii && raw.indexOf(MALFORMED) >= 0) {
      return null; // the JDK repairs what is no UTF-8 with it; the parser tells the two apart
    }
    return escaped ? unescaped(raw) : raw;
  }

  private static @Nullable String unescaped(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    int escape;
    while ((escape = raw.indexOf('\\', at)) >= 0) {
      text.append(raw, at, escape);
      char kind = raw.charAt(escape + 1);
      at = escape + 2;
      if (kind == 'u') {
        at += 4;
        if (!isHex(raw, at - 4, at)) {
          return null;
        }
        text.append((char) HexFormat.fromHexDigits(raw, at - 4, at));
      } else {
        char meaning = meaning(kind);
        if (meaning == 0) {
          return null;
        }
        text.append(meaning);
      }
    }
    return text.append(raw, at, raw.length()).toString();
  }

  private static boolean isHex(String raw, int start, int stop) {
    boolean hex = stop <= raw.length();
    for (int i = start; hex && i < stop; i++) {
      hex = HexFormat.isHexDigit(raw.charAt(i));
    }
    return hex;
  }

  /** The char that a letter behind a backslash stands for (RFC 8259, 7); 0 for none. */
  private static char meaning(char letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }
}
