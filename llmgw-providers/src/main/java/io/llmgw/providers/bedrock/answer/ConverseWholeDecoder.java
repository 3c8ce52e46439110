package io.llmgw.providers.bedrock.answer;

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

/** Reads an answer that came whole. */
public final class ConverseWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final String origin;
  private final ConverseUsage usage = new ConverseUsage();
  private final ConverseStop stop = new ConverseStop();
  private final List<ConverseBlock> blocks = new ArrayList<>(2);
  private boolean hasMessage;
  private boolean hasError;

  /**
   * A decoder of one answer, which passes on what it reads.
   *
   * @param origin who alone is sent again what the model signs
   */
  public ConverseWholeDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.events = events;
    this.origin = origin;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    WholeBody.read(bytes, length, head, this::read);
    if (hasError || !hasMessage) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
    }
    if (!hasMessage) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that has no message");
    }
    ConverseAnswer answer = new ConverseAnswer(head, events, usage, origin);
    answer.start();
    blocks.forEach(answer::whole);
    answer.stop(stop);
    answer.complete();
  }

  private void read(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      json.nextToken();
      WireJson.members(json, (name, value) -> readMember(name, value, bytes, offset));
      json.nextToken(); // refuses whatever follows the value
    }
  }

  private void readMember(String name, JsonParser json, byte[] bytes, int offset) {
    switch (name) {
      case "output" ->
          WireJson.members(
              json,
              (member, value) -> {
                if (member.equals("message")) {
                  readMessage(value, bytes, offset);
                } else {
                  value.skipChildren();
                }
              });
      case "usage" -> usage.read(json, bytes, offset);
      case "error", "__type" -> {
        hasError |= json.currentToken() != JsonToken.VALUE_NULL;
        json.skipChildren();
      }
      default -> {
        if (!stop.read(name, json, bytes, offset)) {
          json.skipChildren();
        }
      }
    }
  }

  private void readMessage(JsonParser json, byte[] bytes, int offset) {
    hasMessage |=
        WireJson.members(
            json,
            (member, value) -> {
              if (member.equals("content") && value.currentToken() == JsonToken.START_ARRAY) {
                readContent(value, bytes, offset);
              } else {
                value.skipChildren();
              }
            });
  }

  private void readContent(JsonParser json, byte[] bytes, int offset) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      ConverseBlock block = ConverseBlock.read(json, bytes, offset);
      if (block != null) {
        blocks.add(block);
      }
    }
  }
}
