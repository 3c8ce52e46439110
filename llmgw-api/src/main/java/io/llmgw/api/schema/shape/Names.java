package io.llmgw.api.schema.shape;

/** Names that every provider takes. */
public final class Names {
  private static final int MAX_CHARS = 64;

  private Names() {}

  /** The name with {@code _} for all but A-Z, a-z and 0-9, cut at 64 chars. */
  public static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), MAX_CHARS); i++) {
      char c = name.charAt(i);
      boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      plain.append(fits ? c : '_');
    }
    return plain.toString();
  }
}
