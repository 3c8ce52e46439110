package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the model may ask to have called.
 *
 * @param name 1 to 128 of A-Z, a-z, 0-9 and {@code _ - . :}; every provider takes 64 of letters,
 *     digits, {@code _} and {@code -}
 * @param description what it does, for the model; null for none
 * @param parameters the JSON Schema of its arguments; an object
 * @param strict whether the provider must hold the model to the schema, where it can
 * @param cacheMark asks the provider to cache the tools up to here; null for no wish
 */
public record ToolSpec(
    String name,
    @Nullable String description,
    Json parameters,
    boolean strict,
    @Nullable CacheMark cacheMark) {
  /** Checks name and schema. */
  public ToolSpec {
    checkName(name);
    if (!parameters.isObject()) {
      throw new IllegalArgumentException("the parameters of a tool must be a JSON object");
    }
  }

  /** A tool that is not strict. */
  public static ToolSpec of(String name, String description, Json parameters) {
    return new ToolSpec(name, description, parameters, false, null);
  }

  static void checkName(String name) {
    if (name.isEmpty() || name.length() > 128) {
      throw new IllegalArgumentException(
          "the name of a tool must have 1 to 128 chars, not " + name.length());
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "_-.:".indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "the name of a tool may have A-Z, a-z, 0-9, '_', '-', '.' and ':', not char "
                + (int) c
                + " at "
                + i);
      }
    }
  }

  /** The same tool, with the model held to the schema. */
  public ToolSpec asStrict() {
    return new ToolSpec(name, description, parameters, true, cacheMark);
  }

  /** The same tool with a cache mark; null for none. */
  public ToolSpec withCacheMark(@Nullable CacheMark mark) {
    return new ToolSpec(name, description, parameters, strict, mark);
  }

  /** The length of all text in it, in UTF-16 chars. */
  public long textLength() {
    int described = description == null ? 0 : description.length();
    return (long) name.length() + described + parameters.text().length();
  }

  @Override
  public String toString() {
    return "ToolSpec[" + textLength() + " chars" + (strict ? ", strict]" : "]");
  }
}
