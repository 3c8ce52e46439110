package io.llmgw.providers.json;

import io.llmgw.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /**
   * Writes those of this provider into the object that is open, under the provider's names.
   *
   * @return whether there are others, which were left out
   */
  public static boolean write(JsonGenerator json, String provider, Map<String, Json> kept) {
    return write(json, provider, "", kept);
  }

  /** The same without one of them, by the provider's name for it. */
  public static boolean write(
      JsonGenerator json, String provider, String except, Map<String, Json> kept) {
    String prefix = prefix(provider);
    boolean others = false;
    for (Map.Entry<String, Json> field : kept.entrySet()) {
      if (!field.getKey().startsWith(prefix)) {
        others = true;
        continue;
      }
      String name = field.getKey().substring(prefix.length());
      if (!name.equals(except)) {
        json.writeName(name);
        WireJson.write(json, field.getValue());
      }
    }
    return others;
  }

  /** One of this provider's, by the provider's name for it; null where there is none. */
  public static @Nullable Json own(String provider, String field, Map<String, Json> kept) {
    return kept.get(prefix(provider) + field);
  }

  /** What the trail says of those that were left out. */
  public static String remark(String provider) {
    return "fields of tool calls of another provider than " + provider + " were left out";
  }

  private static String prefix(String provider) {
    return provider + "/";
  }
}
