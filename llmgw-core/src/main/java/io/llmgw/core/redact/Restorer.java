package io.llmgw.core.redact;

import io.llmgw.api.json.Json;
import io.llmgw.core.redact.url.UrlContext;

/**
 * Restores the values of one block of an answer, piece by piece. It holds back what may be the
 * beginning of a placeholder, {@value Placeholder#LONGEST} chars at most. The whole result does not
 * depend on where the pieces are cut. Not thread-safe.
 */
final class Restorer {
  private final Vault vault;
  private final JsonShape shape;
  private final PlaceholderReader reader;
  private final UrlContext url;
  private String held = "";

  /**
   * A restorer for one block.
   *
   * @param isJson whether it is wanted as JSON: where it is that, values are escaped
   */
  Restorer(Vault vault, boolean isJson) {
    this(vault, new JsonShape(isJson), new UrlContext());
  }

  private Restorer(Vault vault, JsonShape shape, UrlContext url) {
    this.vault = vault;
    this.shape = shape;
    this.reader = vault.reader();
    this.url = url;
  }

  /** One for the block whose text is joined to that of this one, which has no more to come. */
  Restorer following() {
    return new Restorer(vault, shape.following(url.isInside()), url.copy());
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
      String value = end > 0 ? vault.value(reader) : null;
      if (value == null) {
        int next = at + (shape.isJson() && c == '\\' ? escapeLength(text, at) : 1);
        if (next > text.length() && !isLast) {
          held = text.substring(at);
          break;
        }
        see(text, at, next);
        at = Math.min(next, text.length());
        continue;
      }
      showEscapes(text, at, at + reader.escapes());
      int escapes = shape.escapes();
      shape.beforeValue();
      if (escapes != JsonShape.NO_VALUE && !url.isInside()) {
        // A value may be an address itself, and what follows it a part of that.
        value.chars().forEach(each -> url.see((char) each));
        out = out == null ? new StringBuilder(text.length() + value.length()) : out;
        out.append(text, copied, at).append(escaped(value, escapes));
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

  /** How long the escape of JSON is that begins here. */
  private static int escapeLength(String text, int at) {
    return at + 1 < text.length() && text.charAt(at + 1) == 'u' ? 6 : 2;
  }

  /** The backslashes before a bracket may be those of a URL, or escape for JSON within JSON. */
  private void showEscapes(String text, int from, int bracket) {
    int at = from;
    while (at < bracket) {
      int next = Math.min(bracket, at + (shape.isJson() ? 2 : 1));
      see(text, at, next);
      at = next;
    }
  }

  /** Shows what stands between two places to the URL context, as whoever reads it will see it. */
  private void see(String text, int at, int next) {
    boolean opensString = next - at == 1 && shape.see(text.charAt(at));
    if (opensString) {
      url.clear();
    }
    if (next > text.length()) {
      url.see(text.charAt(at));
    } else if (next - at == 1) {
      showUrl(text.charAt(at));
    } else if (next - at == 2) {
      seeEscaped(NestedJson.escaped(text.charAt(at + 1)));
    } else {
      int code = 0;
      for (int i = at + 2; i < next; i++) {
        code = code << 4 | Math.max(0, Character.digit(text.charAt(i), 16));
      }
      seeEscaped((char) code);
    }
  }

  private void seeEscaped(char c) {
    shape.seeEscaped(c);
    showUrl(c);
  }

  /** JSON within JSON is read to its ground: what escapes there is no slash. */
  private void showUrl(char c) {
    int said = shape.said(c);
    if (said != NestedJson.NOTHING) {
      url.see((char) said);
    }
  }

  /** The value as it stands between the quotes of a JSON string, in so many of them. */
  private static String escaped(String value, int times) {
    String escaped = value;
    for (int i = 0; i < times; i++) {
      String quoted = Json.ofValue(escaped).text();
      escaped = quoted.substring(1, quoted.length() - 1);
    }
    return escaped;
  }
}
