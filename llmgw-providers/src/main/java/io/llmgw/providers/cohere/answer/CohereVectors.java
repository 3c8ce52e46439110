package io.llmgw.providers.cohere.answer;

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
 * Reads the vectors of one answer: lists by the type of their numbers, of which those that are
 * floats are read, or one list, as the first version of the API has it. Not thread-safe.
 */
public final class CohereVectors {
  private final AnswerHead head;
  private final OrderedVectors vectors;
  private @Nullable String id;
  private long charged;
  private long tokens = TokenNumber.UNKNOWN;

  /** A reader of one answer to so many texts, each with a vector of this length. */
  public CohereVectors(int inputs, VectorLength length, AnswerHead head) {
    this(inputs, length, head, TokenNumber.UNKNOWN);
  }

  /**
   * A reader of one answer to so many texts, each with a vector of this length.
   *
   * @param charged the tokens that somebody else has counted, for an answer that says nothing of
   *     them; {@link TokenNumber#UNKNOWN} where nobody has
   */
  public CohereVectors(int inputs, VectorLength length, AnswerHead head, long charged) {
    this.head = head;
    this.vectors = new OrderedVectors(inputs, length, head);
    this.charged = charged;
  }

  /** Reads the first bytes, so many, as the whole answer, and passes on what is in it. */
  public void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    vectors.chargedFor(charged);
    vectors.tell(bytes, length, id, null, tokens == TokenNumber.UNKNOWN ? charged : tokens, events);
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, json -> WireJson.members(json, this::readMember));
  }

  private void readMember(String name, JsonParser json) {
    switch (name) {
      case "id" -> id = WireJson.string(json);
      case "embeddings" -> {
        if (json.currentToken() == JsonToken.START_ARRAY) {
          readList(json);
        } else {
          WireJson.members(json, this::readType);
        }
      }
      case "meta" -> WireJson.members(json, this::readMeta);
      default -> json.skipChildren();
    }
  }

  private void readType(String type, JsonParser json) {
    boolean floats = type.equals("float") || type.equals("base64");
    if (floats && json.currentToken() == JsonToken.START_ARRAY) {
      readList(json);
    } else {
      json.skipChildren();
    }
  }

  private void readList(JsonParser json) {
    vectors.begin();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      vectors.add(vectors.read(json));
    }
  }

  private void readMeta(String name, JsonParser json) {
    switch (name) {
      case "billed_units" -> WireJson.members(json, (unit, value) -> readCount(true, unit, value));
      case "tokens" -> WireJson.members(json, (kind, value) -> readCount(false, kind, value));
      default -> json.skipChildren();
    }
  }

  private void readCount(boolean billed, String kind, JsonParser json) {
    if (!kind.equals("input_tokens")) {
      json.skipChildren();
    } else if (billed) {
      charged = TokenNumber.read(json);
    } else {
      tokens = TokenNumber.read(json);
    }
  }
}
