package io.llmgw.providers.embedding;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.dialect.VectorForm;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.openai.answer.OpenAiBill;
import io.llmgw.providers.openai.answer.ToldBill;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the vectors of one answer. They come in any order, with the number of their text; there is
 * one for each, or the answer is a failure. Not thread-safe.
 */
final class EmbeddingDecoder {
  private final AnswerHead head;
  private final float[] @Nullable [] vectors;
  private final VectorReader reader;
  private final OpenAiBill bill = new OpenAiBill();
  private int found;
  private boolean listed;
  private @Nullable String model;
  private @Nullable String id;
  private long inputTokens = TokenNumber.UNKNOWN;
  private long totalTokens = TokenNumber.UNKNOWN;

  EmbeddingDecoder(int inputs, VectorForm form, VectorLength length, AnswerHead head) {
    this.head = head;
    this.vectors = new float[inputs][];
    this.reader = new VectorReader(form, length, head);
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    if (found == 0) {
      refuse(ErrorBody.of(bytes, 0, length));
    }
    if (!listed) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that holds no vectors");
    }
    if (found == 0) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without any vector in it");
    }
    if (found < vectors.length) {
      throw malformed("answered with " + found + " vectors for " + vectors.length + " texts");
    }
    events.accept(head.started(id, model));
    BillReported told = new ToldBill(head).news(bill);
    if (told != null) {
      events.accept(told);
    }
    for (int i = 0; i < vectors.length; i++) {
      float[] vector = vectors[i];
      if (vector != null) {
        events.accept(new VectorProduced(i, vector));
      }
    }
    events.accept(new Completed(FinishReason.STOP, usage()));
  }

  private void refuse(ErrorBody error) {
    if (error.isExplicit() || (!listed && error.hasWords())) {
      throw head.refusal(error);
    }
  }

  /** Nothing is written but vectors, which nobody counts: all tokens are those of the texts. */
  private Usage usage() {
    long tokens = inputTokens == TokenNumber.UNKNOWN ? totalTokens : inputTokens;
    return tokens == TokenNumber.UNKNOWN ? Usage.UNKNOWN : Usage.reported(tokens, 0);
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, this::readMembers);
  }

  private void readMembers(JsonParser json) {
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "data" -> readVectors(json);
        case "model" -> model = unlessEmpty(WireJson.string(json));
        case "id" -> id = unlessEmpty(WireJson.string(json));
        case "usage" -> readUsage(json);
        default -> json.skipChildren();
      }
    }
  }

  private static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void readVectors(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    listed = true;
    int position = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw malformed("answered with something that is no vector among its vectors");
      }
      readVector(json, position++);
    }
  }

  private void readVector(JsonParser json, int position) {
    int index = position;
    float[] vector = null;
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "index" -> index = WireJson.index(json, position);
        case "embedding" -> vector = reader.read(json);
        default -> json.skipChildren();
      }
    }
    if (vector == null || index >= vectors.length || vectors[index] != null) {
      throw malformed("answered with vectors that do not match the texts");
    }
    vectors[index] = vector;
    found++;
  }

  private void readUsage(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      switch (name) {
        case "prompt_tokens" -> inputTokens = TokenNumber.read(json);
        case "total_tokens" -> totalTokens = TokenNumber.read(json);
        default -> bill.read(name, json);
      }
    }
  }

  private LlmException malformed(String problem) {
    return head.failure(ErrorKind.PROTOCOL, problem);
  }
}
