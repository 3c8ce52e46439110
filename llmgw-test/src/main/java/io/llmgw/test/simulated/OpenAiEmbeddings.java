package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes OpenAI's Embeddings answers. The vector of a text is made of its hash: the same text has
 * the same vector, other texts have others, and nearness means nothing.
 */
final class OpenAiEmbeddings {
  private static final int DEFAULT_DIMENSIONS = 8;

  private OpenAiEmbeddings() {}

  /** The body that answers this. */
  static String body(ChatAsk ask) {
    List<Object> vectors = new ArrayList<>();
    for (String input : inputs(ask)) {
      vectors.add(
          object(
              "object", "embedding",
              "index", vectors.size(),
              "embedding", encoded(vector(input, dimensions(ask)), ask)));
    }
    int tokens = ask.inputTokens();
    return Json.ofValue(
            object(
                "object",
                "list",
                "data",
                vectors,
                "model",
                ask.model(),
                "usage",
                object("prompt_tokens", tokens, "total_tokens", tokens)))
        .text();
  }

  /** The vectors of all texts in their order, as numbers. */
  static List<Object> vectors(ChatAsk ask) {
    List<Object> vectors = new ArrayList<>();
    for (String input : inputs(ask)) {
      vectors.add(numbers(vector(input, dimensions(ask))));
    }
    return vectors;
  }

  /** The vector of a text, of length 1. */
  static float[] vector(String text, int dimensions) {
    float[] vector = new float[dimensions];
    int state = text.hashCode() | 1;
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      state ^= state << 13; // xorshift: deterministic, and all that is needed here
      state ^= state >>> 17;
      state ^= state << 5;
      vector[i] = state / (float) Integer.MAX_VALUE;
      square += vector[i] * vector[i];
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static List<String> inputs(ChatAsk ask) {
    List<String> inputs = new ArrayList<>();
    if (ask.member("input") instanceof List<?> several) {
      several.forEach(input -> inputs.add(String.valueOf(input)));
    } else {
      inputs.add(String.valueOf(ask.member("input")));
    }
    return inputs;
  }

  private static int dimensions(ChatAsk ask) {
    return ask.member("dimensions") instanceof Long asked
        ? Math.toIntExact(asked)
        : DEFAULT_DIMENSIONS;
  }

  private static Object encoded(float[] vector, ChatAsk ask) {
    if ("base64".equals(ask.member("encoding_format"))) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : vector) {
        bytes.putFloat(value);
      }
      return Base64.getEncoder().encodeToString(bytes.array());
    }
    return numbers(vector);
  }

  private static List<Object> numbers(float[] vector) {
    List<Object> numbers = new ArrayList<>();
    for (float value : vector) {
      numbers.add((double) value);
    }
    return numbers;
  }
}
