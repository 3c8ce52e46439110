package io.llmgw.core.redact;

import io.llmgw.api.json.Json;

/**
 * Restores the values of one block of an answer, piece by piece. It holds back what may be the
 * beginning of a placeholder, {@value Placeholder#LONGEST} chars at most. The whole result does not
 * depend on where the pieces are cut. Not thread-safe.
 */
final class Restorer {
  private final Vault vault;
  private final boolean isJson;
  private final PlaceholderReader reader;
  private final UrlContext url = new UrlContext();
  private String held = "";

  /**
   * A restorer for one block.
   *
   * @param isJson whether it is JSON, so that values are escaped
   */
  Restorer(Vault vault, boolean isJson) {
    this.vault = vault;
    this.isJson = isJson;
    this.reader = new PlaceholderReader(vault::hasTypeThatBegins);
  }

  /** What can be passed on now that this piece is here; may be empty. */
  String next(String piece) {
    return restored(held.isEmpty() ? piece : held + piece, false);
  }

  /** What is left when no more pieces come; may be empty. */
  String rest() {
    String left = restored(held, true);
    held = "";
    return left;
  }

  private String restored(String text, boolean isLast) {
    held = "";
    StringBuilder out = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = PlaceholderReader.isOpening(c) ? reader.read(text, at) : PlaceholderReader.NONE;
      if (end == PlaceholderReader.OPEN && !isLast) {
        held = text.substring(at);
        break;
      }
      String value = end > 0 ? vault.value(reader.type(), reader.ordinal()) : null;
      if (value == null) {
        url.see(c);
        at++;
        continue;
      }
      if (!url.isInside()) {
        out = out == null ? new StringBuilder(text.length() + value.length()) : out;
        out.append(text, copied, at).append(isJson ? escaped(value) : value);
        copied = end;
      }
      // The URL context does not see it: its brackets end no URL.
      at = end;
    }
    if (out == null) {
      return held.isEmpty() ? text : text.substring(0, at);
    }
    return out.append(text, copied, at).toString();
  }

  /** The value as it stands between the quotes of a JSON string. */
  private static String escaped(String value) {
    String quoted = Json.ofValue(value).text();
    return quoted.substring(1, quoted.length() - 1);
  }
}
