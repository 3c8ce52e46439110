package io.llmgw.providers.openai.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The images that a model made, which OpenRouter and hosts that follow it have beside the text of a
 * message ({@code openrouter.ai/docs/features/multimodal/image-generation}), and take back there.
 */
public final class MadeImages {
  /** The field of a message that holds them. */
  public static final String FIELD = "images";

  private static final String TYPE = "image_url";

  private MadeImages() {}

  /** What stands behind an image of the provider, and says that it takes it back. */
  static ProviderItem item(String provider) {
    return new ProviderItem(provider, FIELD, Json.ofText("{\"type\":\"" + TYPE + "\"}"));
  }

  /** Reads the addresses of the list at the parser; most of them hold the image. */
  static void read(JsonParser json, List<String> into) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      WireJson.members(
          json,
          (name, value) -> {
            if (name.equals(TYPE)) {
              readAddress(value, into);
            } else {
              value.skipChildren();
            }
          });
    }
  }

  private static void readAddress(JsonParser json, List<String> into) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      WireJson.members(
          json,
          (name, value) -> {
            if (name.equals("url")) {
              add(WireJson.string(value), into);
            } else {
              value.skipChildren();
            }
          });
    } else {
      add(WireJson.string(json), into);
    }
  }

  private static void add(@Nullable String address, List<String> into) {
    if (address != null && !address.isEmpty()) {
      into.add(address);
    }
  }
}
