package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.embedding.OrderedVectors;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the one vector of an answer of Titan, which has it by itself, by the type of its numbers,
 * or both. Not thread-safe.
 */
public final class TitanVector {
  private final AnswerHead head;
  private final OrderedVectors vectors;
  private boolean found;
  private long tokens;

  /** A reader of one answer with a vector of this length. */
  public TitanVector(VectorLength length, AnswerHead head) {
    this.head = head;
    this.vectors = new OrderedVectors(1, length, head);
    this.tokens = InputTokens.of(head);
  }

  /** Reads the first bytes, so many, as the whole answer, and passes on what is in it. */
  public void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    vectors.tell(bytes, length, null, null, tokens, events);
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, json -> WireJson.members(json, this::readMember));
  }

  private void readMember(String name, JsonParser json) {
    switch (name) {
      case "embedding" -> readVector(json);
      case "embeddingsByType" -> WireJson.members(json, this::readType);
      case "inputTextTokenCount" -> readTokens(json);
      default -> json.skipChildren();
    }
  }

  private void readType(String type, JsonParser json) {
    if (type.equals("float")) {
      readVector(json);
    } else {
      json.skipChildren();
    }
  }

  private void readVector(JsonParser json) {
    if (found || json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    found = true;
    vectors.begin();
    vectors.add(vectors.read(json));
  }

  private void readTokens(JsonParser json) {
    long told = TokenNumber.read(json);
    tokens = told == TokenNumber.UNKNOWN ? tokens : told;
  }
}
