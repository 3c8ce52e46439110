package io.llmgw.providers.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vectors of a recorded answer, read a second time and in another way.
 *
 * @param vectors one for each text, in the order of the texts
 * @param inputTokens what the answer says of its prompt
 * @param model what it says of its model
 */
public record RawVectors(List<float[]> vectors, long inputTokens, String model) {
  public static RawVectors of(byte[] body) {
    JsonNode root = JsonMapper.shared().readTree(body);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < root.path("data").size(); i++) {
      for (JsonNode element : root.path("data")) {
        if (element.path("index").asInt() == i) {
          vectors.add(vector(element.path("embedding")));
        }
      }
    }
    return new RawVectors(
        vectors,
        root.path("usage").path("prompt_tokens").longValue(),
        root.path("model").stringValue());
  }

  private static float[] vector(JsonNode embedding) {
    if (embedding.isString()) {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(embedding.stringValue()));
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      float[] vector = new float[bytes.remaining() / 4];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = bytes.getFloat();
      }
      return vector;
    }
    float[] vector = new float[embedding.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Float.parseFloat(embedding.get(i).asString());
    }
    return vector;
  }
}
