package io.llmgw.providers.operation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the scores of one answer: of each document, or of as many as are wanted, in any order.
 * Cohere, vLLM and llama.cpp have them in {@code results}, Voyage in {@code data}, and the answer
 * of SGLang is nothing but the list. Not thread-safe.
 */
final class RerankDecoder {
  private static final int NONE = -1;

  private final int documents;
  private final int wanted;
  private final AnswerHead head;
  private final Map<Integer, RankedDocument> ranked = new LinkedHashMap<>();
  private final OperationUsage usage = new OperationUsage();
  private boolean listed;
  private boolean chargesMore;
  private @Nullable String id;
  private @Nullable String model;

  RerankDecoder(int documents, int wanted, AnswerHead head) {
    this.documents = documents;
    this.wanted = wanted;
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::readAll);
    if (ranked.isEmpty()) {
      throw WholeAnswer.without("ranking", listed, bytes, length, head);
    }
    if (ranked.size() < wanted) {
      throw head.failure(ErrorKind.PROTOCOL, "ranked " + ranked.size() + " documents of " + wanted);
    }
    events.accept(head.started(id, model));
    ranked.values().forEach(each -> events.accept(new DocumentRanked(each)));
    if (chargesMore) {
      events.accept(new BillReported(Cost.UNKNOWN, null));
    }
    events.accept(new Completed(FinishReason.STOP, usage.inputAlone()));
  }

  private void readAll(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        readList(json);
      } else {
        read(json);
      }
      json.nextToken(); // refuses whatever follows the value
    }
  }

  private void read(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "id" -> id = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "model" -> model = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "usage" -> usage.read(value);
            case "meta" -> readMeta(value);
            case "results", "data" -> readResults(value);
            default -> value.skipChildren();
          }
        });
  }

  /** What Cohere says of the price: a query with up to 100 documents is a unit of search. */
  private void readMeta(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "billed_units" -> readUnits(value);
            case "tokens" -> usage.read(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readUnits(JsonParser json) {
    WireJson.members(
        json,
        (unit, value) -> {
          if (unit.equals("search_units")) {
            chargesMore |= TokenNumber.read(value) > 0;
          } else {
            value.skipChildren();
          }
        });
  }

  private void readResults(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    listed = true;
    readList(json);
  }

  private void readList(JsonParser json) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readResult(json);
    }
  }

  private void readResult(JsonParser json) {
    int[] index = {NONE};
    double[] score = {Double.NaN};
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "index" -> index[0] = WireJson.index(value, NONE);
            case "relevance_score", "score" -> score[0] = WholeAnswer.real(value);
            default -> value.skipChildren();
          }
        });
    boolean fits = index[0] >= 0 && index[0] < documents && Double.isFinite(score[0]);
    if (!fits || ranked.put(index[0], new RankedDocument(index[0], score[0])) != null) {
      throw head.failure(
          ErrorKind.PROTOCOL, "answered with a ranking that does not match the documents");
    }
  }
}
