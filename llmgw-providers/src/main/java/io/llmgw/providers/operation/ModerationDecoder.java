package io.llmgw.providers.operation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.moderation.ModerationVerdict.Category;
import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the verdicts of one answer, which come in the order of the texts. Not thread-safe. */
final class ModerationDecoder {
  private final int inputs;
  private final AnswerHead head;
  private final List<ModerationVerdict> verdicts = new ArrayList<>();
  private final OperationUsage usage = new OperationUsage();
  private boolean listed;
  private @Nullable String id;
  private @Nullable String model;

  ModerationDecoder(int inputs, AnswerHead head) {
    this.inputs = inputs;
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(
        bytes, length, head, (body, at, count) -> WireJson.object(body, at, count, this::read));
    if (verdicts.isEmpty()) {
      throw WholeAnswer.without("verdict", listed, bytes, length, head);
    }
    if (verdicts.size() != inputs) {
      throw head.failure(
          ErrorKind.PROTOCOL,
          "answered with " + verdicts.size() + " verdicts on " + inputs + " texts");
    }
    events.accept(head.started(id, model));
    for (int i = 0; i < inputs; i++) {
      events.accept(new InputJudged(i, verdicts.get(i)));
    }
    events.accept(new Completed(FinishReason.STOP, usage.inputAlone()));
  }

  private void read(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "id" -> id = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "model" -> model = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "usage" -> usage.read(value);
            case "results" -> readResults(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readResults(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    listed = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw head.failure(
            ErrorKind.PROTOCOL, "answered with something that is no verdict among its verdicts");
      }
      verdicts.add(new Verdict().read(json));
    }
  }

  /** One verdict while it is read: flags and scores stand in two objects. */
  private static final class Verdict {
    private final Map<String, Boolean> flags = new LinkedHashMap<>();
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private @Nullable Boolean flagged;

    ModerationVerdict read(JsonParser json) {
      WireJson.members(
          json,
          (name, value) -> {
            switch (name) {
              case "flagged" -> flagged = value.currentToken() == JsonToken.VALUE_TRUE;
              case "categories" -> WireJson.members(value, this::flag);
              case "category_scores" -> WireJson.members(value, this::score);
              default -> value.skipChildren();
            }
          });
      List<Category> categories = new ArrayList<>();
      flags.forEach((name, flag) -> categories.add(category(name, flag)));
      scores.keySet().stream()
          .filter(name -> !flags.containsKey(name))
          .forEach(name -> categories.add(category(name, false)));
      // Mistral says of each category whether it is found, and nothing of all of them.
      boolean any = flagged == null ? flags.containsValue(true) : flagged;
      return new ModerationVerdict(any, categories);
    }

    private Category category(String name, boolean flag) {
      double told = scores.getOrDefault(name, flag ? 1.0 : 0.0);
      // Some hosts round 1 upwards.
      return new Category(name, flag, Math.min(1, Math.max(0, told)));
    }

    private void flag(String name, JsonParser value) {
      boolean flag = value.currentToken() == JsonToken.VALUE_TRUE;
      value.skipChildren();
      flags.put(name, flag);
    }

    private void score(String name, JsonParser value) {
      double score = WholeAnswer.real(value);
      if (!Double.isNaN(score)) {
        scores.put(name, score);
      }
    }
  }
}
