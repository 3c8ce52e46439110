package io.llmgw.providers.rerank;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the scores of one answer, each with the number of its document: one for each document, or
 * for as many as are wanted, else the answer is a failure. Not thread-safe.
 */
final class RerankDecoder {
  private static final int NONE = -1;

  private final int documents;
  private final int wanted;
  private final AnswerHead head;
  private final List<RankedDocument> ranking = new ArrayList<>();
  private final BitSet ranked = new BitSet();
  private boolean listed;
  private boolean chargesMore;
  private @Nullable String id;
  private @Nullable String model;
  private long inputTokens = TokenNumber.UNKNOWN;
  private int index;
  private double score;

  RerankDecoder(RerankRequest request, AnswerHead head) {
    this.documents = request.content().documents().size();
    this.wanted = request.wanted();
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    if (ranking.isEmpty()) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || (!listed && error.hasWords())) {
        throw head.refusal(error);
      }
    }
    if (!listed) {
      throw malformed("answered with JSON that holds no ranking");
    }
    if (ranking.size() < wanted) {
      throw malformed(
          "ranked " + ranking.size() + " documents of the " + wanted + " that are wanted");
    }
    events.accept(head.started(id, model));
    for (RankedDocument document : ranking) {
      events.accept(new DocumentRanked(document));
    }
    if (chargesMore) {
      events.accept(new BillReported(Cost.UNKNOWN, null));
    }
    events.accept(new Completed(FinishReason.STOP, usage()));
  }

  /** Nothing is written but scores, which nobody counts. */
  private Usage usage() {
    return inputTokens == TokenNumber.UNKNOWN ? Usage.UNKNOWN : Usage.reported(inputTokens, 0);
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, json -> WireJson.members(json, this::readMember));
  }

  /** Voyage has its list in {@code data}, all others in {@code results}. */
  private void readMember(String name, JsonParser json) {
    switch (name) {
      case "results", "data" -> readList(json);
      case "id" -> id = WireJson.string(json);
      case "model" -> model = WireJson.string(json);
      case "usage" -> WireJson.members(json, this::readUsage);
      case "meta" -> WireJson.members(json, this::readMeta);
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
      index = NONE;
      score = Double.NaN;
      WireJson.members(json, this::readResult);
      boolean fits = index >= 0 && index < documents && !ranked.get(index);
      if (!fits || !Double.isFinite(score)) {
        throw malformed("answered with a ranking that does not match the documents");
      }
      ranked.set(index);
      ranking.add(new RankedDocument(index, score));
    }
  }

  private void readResult(String name, JsonParser json) {
    switch (name) {
      case "index" -> index = WireJson.index(json, NONE);
      case "relevance_score", "score" -> score = number(json);
      default -> json.skipChildren();
    }
  }

  private static double number(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return json.getDoubleValue();
    }
    json.skipChildren();
    return Double.NaN;
  }

  private void readUsage(String name, JsonParser json) {
    switch (name) {
      case "prompt_tokens" -> inputTokens = TokenNumber.read(json);
      case "total_tokens" -> {
        long total = TokenNumber.read(json);
        inputTokens = inputTokens == TokenNumber.UNKNOWN ? total : inputTokens;
      }
      default -> json.skipChildren();
    }
  }

  private void readMeta(String name, JsonParser json) {
    switch (name) {
      case "billed_units" ->
          WireJson.members(
              json,
              (unit, value) -> {
                // A query with up to 100 documents is one of these (cohere.com/pricing).
                if (unit.equals("search_units")) {
                  chargesMore |= TokenNumber.read(value) > 0;
                } else {
                  value.skipChildren();
                }
              });
      case "tokens" ->
          WireJson.members(
              json,
              (kind, value) -> {
                if (kind.equals("input_tokens")) {
                  inputTokens = TokenNumber.read(value);
                } else {
                  value.skipChildren();
                }
              });
      default -> json.skipChildren();
    }
  }

  private LlmException malformed(String problem) {
    return head.failure(ErrorKind.PROTOCOL, problem);
  }
}
