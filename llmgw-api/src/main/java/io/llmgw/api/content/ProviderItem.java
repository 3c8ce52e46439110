package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.Objects;

/**
 * A piece of an answer that only its provider understands, such as redacted reasoning. It is
 * opaque: kept for the way back to the same provider, left out for others, never visited as text.
 *
 * @param provider the provider that made it; not empty
 * @param type what the provider calls it; not empty
 * @param json the item as it came
 */
public record ProviderItem(String provider, String type, Json json) implements Part {
  /** Checks the names. */
  public ProviderItem {
    if (provider.isEmpty() || type.isEmpty()) {
      throw new IllegalArgumentException("a provider item needs a provider and a type");
    }
    Objects.requireNonNull(json, "json");
  }

  @Override
  public String toString() {
    return "ProviderItem[" + provider + ", " + type + ", " + json.text().length() + " chars]";
  }
}
