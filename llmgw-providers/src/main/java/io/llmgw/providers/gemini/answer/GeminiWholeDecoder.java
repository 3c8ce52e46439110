package io.llmgw.providers.gemini.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an answer that came whole: one response, or the list of those of a stream. */
public final class GeminiWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final GeminiUsage usage = new GeminiUsage();
  private final List<GeminiEvent> responses = new ArrayList<>(1);

  /** A decoder of one answer, which passes on what it reads. */
  public GeminiWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    WholeBody.read(bytes, length, head, this::read);
    boolean answers = !responses.isEmpty();
    boolean fails = false;
    for (GeminiEvent response : responses) {
      answers &= response.hasAnswer;
      fails |= response.hasError;
    }
    if (fails || !answers) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
    }
    if (!answers) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no response");
    }
    GeminiAnswer answer = new GeminiAnswer(head, events, usage);
    responses.forEach(answer::take);
    if (answer.isEmpty()) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without anything in it");
    }
    answer.complete();
  }

  private void read(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          add(json, bytes, offset);
        }
      } else {
        add(json, bytes, offset);
      }
      json.nextToken(); // refuses whatever follows the value
    }
  }

  private void add(JsonParser json, byte[] bytes, int offset) {
    GeminiEvent response = new GeminiEvent(usage);
    response.read(json, bytes, offset);
    responses.add(response);
  }
}
