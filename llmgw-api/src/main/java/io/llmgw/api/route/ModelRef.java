package io.llmgw.api.route;

import org.jspecify.annotations.Nullable;

/**
 * A provider and its own id of a model, written {@code provider/model}, as in {@code
 * openai/gpt-5-mini}. The model part may hold further slashes.
 *
 * @param provider name of a provider: letters, digits, {@code . _ -}
 * @param model the provider's own id; not blank
 */
public record ModelRef(String provider, String model) {
  /** Checks both parts. */
  public ModelRef {
    if (!isName(provider)) {
      throw new IllegalArgumentException(
          "provider name '" + provider + "': letters, digits, '.', '_' and '-' are allowed");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model id of provider '" + provider + "' is blank");
    }
  }

  /**
   * Reads {@code provider/model}.
   *
   * @throws IllegalArgumentException when there is no slash or a part is missing
   */
  public static ModelRef parse(String text) {
    ModelRef ref = tryParse(text);
    if (ref == null) {
      throw new IllegalArgumentException(
          "model reference '" + text + "': expected provider/model, as in openai/gpt-5-mini");
    }
    return ref;
  }

  /** Reads {@code provider/model}; null when the text has no slash or a part is missing. */
  public static @Nullable ModelRef tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || !isName(text.substring(0, slash)) || text.substring(slash + 1).isBlank()) {
      return null;
    }
    return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Whether the text can name a provider. */
  public static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** That of its parts, which remember theirs: it is looked for in tables many times a call. */
  @Override
  public int hashCode() {
    return 31 * provider.hashCode() + model.hashCode();
  }

  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
