package io.llmgw.providers.gemini.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.embedding.OrderedVectors;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the vectors of one answer: {@code embeddings} of the Gemini API, {@code predictions} of
 * Vertex, or its one {@code embedding}. Not thread-safe.
 */
public final class GeminiVectors {
  private final AnswerHead head;
  private final OrderedVectors vectors;
  private float @Nullable [] vector;
  private long tokens = TokenNumber.UNKNOWN;
  private boolean truncated;

  /** A reader of one answer to so many texts, each with a vector of this length. */
  public GeminiVectors(int inputs, VectorLength length, AnswerHead head) {
    this.head = head;
    this.vectors = new OrderedVectors(inputs, length, head);
  }

  /** Reads the first bytes, so many, as the whole answer, and passes on what is in it. */
  public void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    if (truncated) {
      head.remark(
          "texts that were too long were cut by "
              + head.provider()
              + "; extraBody(\"autoTruncate\", false) has them refused");
    }
    vectors.tell(bytes, length, null, null, tokens, events);
  }

  private void read(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      json.nextToken();
      WireJson.members(json, this::readMember);
      json.nextToken(); // refuses whatever follows the value
    }
  }

  private void readMember(String name, JsonParser json) {
    switch (name) {
      case "embeddings", "predictions" -> readList(json);
      case "embedding" -> {
        vectors.begin();
        readOne(json);
      }
      case "truncated" -> readStatistic(name, json);
      case "usageMetadata" -> WireJson.members(json, this::readTokens);
      default -> json.skipChildren();
    }
  }

  private void readList(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    vectors.begin();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readOne(json);
    }
  }

  private void readOne(JsonParser json) {
    vector = null;
    WireJson.members(json, this::readVector);
    vectors.add(vector);
  }

  private void readVector(String name, JsonParser json) {
    switch (name) {
      case "values" -> vector = vectors.read(json);
      case "embeddings" -> WireJson.members(json, this::readVector); // a prediction has it inside
      case "statistics" -> WireJson.members(json, this::readStatistic);
      default -> json.skipChildren();
    }
  }

  private void readStatistic(String name, JsonParser json) {
    if (name.equals("truncated")) {
      truncated |= json.currentToken() == JsonToken.VALUE_TRUE;
      json.skipChildren();
    } else {
      readTokens(name, json);
    }
  }

  private void readTokens(String name, JsonParser json) {
    if (!name.equals("promptTokenCount") && !name.equals("token_count")) {
      json.skipChildren();
      return;
    }
    long count = TokenNumber.read(json);
    if (count != TokenNumber.UNKNOWN) {
      tokens = Math.max(tokens, 0) + count; // one for all, or one for each text
    }
  }
}
