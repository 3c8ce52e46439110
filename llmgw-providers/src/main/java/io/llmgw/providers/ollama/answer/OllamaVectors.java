package io.llmgw.providers.ollama.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.embedding.VectorReader;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the vectors of one answer, which come in the order of their texts. There is one for each,
 * or the answer is a failure. Not thread-safe.
 */
public final class OllamaVectors {
  private final int inputs;
  private final AnswerHead head;
  private final VectorReader reader;
  private final List<float[]> vectors = new ArrayList<>();
  private boolean listed;
  private @Nullable String model;
  private long tokens = TokenNumber.UNKNOWN;

  /** A reader of one answer to so many texts. */
  public OllamaVectors(int inputs, AnswerHead head) {
    this.inputs = inputs;
    this.head = head;
    this.reader = new VectorReader(head);
  }

  /** Reads the first bytes, so many, as the whole answer, and passes on what is in it. */
  public void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    if (vectors.isEmpty()) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || (!listed && error.hasWords())) {
        throw head.refusal(error);
      }
    }
    if (!listed) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that holds no vectors");
    }
    if (vectors.isEmpty()) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without any vector in it");
    }
    if (vectors.size() != inputs) {
      throw head.failure(
          ErrorKind.PROTOCOL,
          "answered with " + vectors.size() + " vectors for " + inputs + " texts");
    }
    events.accept(head.started(null, model));
    for (int i = 0; i < inputs; i++) {
      events.accept(new VectorProduced(i, vectors.get(i)));
    }
    Usage usage = tokens == TokenNumber.UNKNOWN ? Usage.UNKNOWN : Usage.reported(tokens, 0);
    events.accept(new Completed(FinishReason.STOP, usage));
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
    listed = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      vectors.add(reader.read(json));
    }
  }
}
