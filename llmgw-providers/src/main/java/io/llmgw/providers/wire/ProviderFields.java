package io.llmgw.providers.wire;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * How unknown fields of a tool call are kept: by the name {@code PROVIDER/FIELD}. A conversation
 * may move to another provider, which must not be sent them.
 */
public final class ProviderFields {
  private ProviderFields() {}

  /** The fields of a provider's call under the names by which they are kept. */
  public static Map<String, Json> keep(String provider, Map<String, Json> fields) {
    if (fields.isEmpty()) {
      return fields;
    }
    Map<String, Json> named = new LinkedHashMap<>();
    fields.forEach((name, value) -> named.put(prefix(provider) + name, value));
    return named;
  }

  /** Writes those of this provider into the object that is open, under the provider's names. */
  public static void write(JsonGenerator json, String provider, Map<String, Json> kept) {
    if (kept.isEmpty()) {
      return;
    }
    String prefix = prefix(provider);
    for (Map.Entry<String, Json> field : kept.entrySet()) {
      if (field.getKey().startsWith(prefix)) {
        json.writeName(field.getKey().substring(prefix.length()));
        WireJson.write(json, field.getValue());
      }
    }
  }

  private static String prefix(String provider) {
    return provider + "/";
  }
}
