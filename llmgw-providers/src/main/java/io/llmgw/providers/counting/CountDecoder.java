package io.llmgw.providers.counting;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;

/** Reads the number of one answer, or that it is none. Not thread-safe. */
final class CountDecoder {
  private final CountField field;
  private final AnswerHead head;
  private long tokens = TokenNumber.UNKNOWN;

  CountDecoder(CountField field, AnswerHead head) {
    this.field = field;
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(bytes, length, head, this::read);
    if (tokens == TokenNumber.UNKNOWN) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that holds no count of tokens");
    }
    events.accept(head.started(null, null));
    events.accept(new TokensCounted(tokens));
    events.accept(new Completed(FinishReason.STOP, Usage.ZERO));
  }

  private void read(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, this::readMembers);
  }

  private void readMembers(JsonParser json) {
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      readMember(name, json);
    }
  }

  private void readMember(String name, JsonParser json) {
    if (field.outer() == null) {
      readNumber(name, json);
    } else if (name.equals(field.outer())) {
      WireJson.members(json, this::readNumber);
    } else {
      json.skipChildren();
    }
  }

  private void readNumber(String name, JsonParser json) {
    if (name.equals(field.name())) {
      tokens = field.read(json);
    } else {
      json.skipChildren();
    }
  }
}
