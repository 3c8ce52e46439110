package io.llmgw.providers.ollama.answer;

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

/** Reads the vectors of one answer, which come in the order of their texts. Not thread-safe. */
public final class OllamaVectors {
  private final AnswerHead head;
  private final OrderedVectors vectors;
  private @Nullable String model;
  private long tokens = TokenNumber.UNKNOWN;

  /** A reader of one answer to so many texts, each with a vector of this length. */
  public OllamaVectors(int inputs, VectorLength length, AnswerHead head) {
    this.head = head;
    this.vectors = new OrderedVectors(inputs, length, head);
  }

  /** Reads the first bytes, so many, as the whole answer, and passes on what is in it. */
  public void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    vectors.tell(bytes, length, null, model, tokens, events);
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, json -> WireJson.members(json, this::readMember));
  }

  private void readMember(String name, JsonParser json) {
    switch (name) {
      case "embeddings" -> readList(json);
      case "model" -> model = WireJson.string(json);
      case "prompt_eval_count" -> tokens = TokenNumber.read(json);
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
      vectors.add(vectors.read(json));
    }
  }
}
