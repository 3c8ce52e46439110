package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers to embeddings by InvokeModel, as the makers of the models do. */
final class BedrockVectors {
  private static final int DEFAULT_DIMENSIONS = 8;
  private static final String TOKENS = "x-amzn-bedrock-input-token-count";

  private BedrockVectors() {}

  /** The answer to this; null when its body is not what the model takes. */
  static @Nullable Reply reply(ReceivedRequest request, ChatAsk ask, Reply chosen) {
    String body = BedrockAsk.embedsByTitan(request) ? ofTitan(ask) : ofCohere(ask);
    return body == null
        ? null
        : chosen.withBody(body).header(TOKENS, String.valueOf(ask.inputTokens()));
  }

  private static @Nullable String ofTitan(ChatAsk ask) {
    if (!(ask.member("inputText") instanceof String text)) {
      return null;
    }
    List<Object> vector = vector(text, ask.member("dimensions"));
    return OpenAiFrames.json(
        "embedding",
        vector,
        "embeddingsByType",
        object("float", vector),
        "inputTextTokenCount",
        ask.inputTokens());
  }

  private static @Nullable String ofCohere(ChatAsk ask) {
    boolean typed = ask.member("input_type") instanceof String;
    if (!typed || !(ask.member("texts") instanceof List<?> texts) || texts.isEmpty()) {
      return null;
    }
    List<Object> vectors = new ArrayList<>();
    for (Object text : texts) {
      vectors.add(vector(String.valueOf(text), ask.member("output_dimension")));
    }
    return OpenAiFrames.json(
        "embeddings", object("float", vectors), "response_type", "embeddings_by_type");
  }

  private static List<Object> vector(String text, @Nullable Object dimensions) {
    int length = dimensions instanceof Long asked ? Math.toIntExact(asked) : DEFAULT_DIMENSIONS;
    List<Object> numbers = new ArrayList<>();
    for (float value : OpenAiEmbeddings.vector(text, length)) {
      numbers.add((double) value);
    }
    return numbers;
  }
}
