package io.llmgw.providers.cohere.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An answer that came whole. */
final class CohereMessage {
  @Nullable String id;
  @Nullable String finishReason;
  final List<CohereContent> contents = new ArrayList<>(2);
  final FrameWords plan = new FrameWords();
  final List<CohereCall> calls = new ArrayList<>(2);
  @Nullable Json citations;
  @Nullable Json logprobs;

  /** Whether it has the member that makes it an answer: a text there is that of an error. */
  boolean hasMessage;

  /** Whether it has an error in it. */
  boolean hasError;

  /** Reads a body that is an answer and nothing else. */
  void read(byte[] bytes, int offset, int length, CohereUsage usage) {
    WireJson.object(bytes, offset, length, json -> readMembers(json, bytes, offset, usage));
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset, CohereUsage usage) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> id = WireJson.string(json);
        case "finish_reason" -> finishReason = WireJson.string(json);
        case "message" ->
            hasMessage |=
                WireJson.members(json, (field, value) -> readMessage(field, value, bytes, offset));
        case "usage" -> usage.read(json);
        case "logprobs" -> logprobs = something(json, bytes, offset);
        case "error" -> {
          hasError |= token != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readMessage(String field, JsonParser json, byte[] bytes, int offset) {
    switch (field) {
      case "content" -> readContent(json, bytes, offset);
      case "tool_plan" -> plan.add(json);
      case "tool_calls" -> readCalls(json, bytes, offset);
      case "citations" -> citations = something(json, bytes, offset);
      default -> json.skipChildren();
    }
  }

  /** An array of blocks, or one text. */
  private void readContent(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      addContent(json, bytes, offset);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      addContent(json, bytes, offset);
    }
  }

  private void addContent(JsonParser json, byte[] bytes, int offset) {
    JsonToken token = json.currentToken();
    CohereContent content = new CohereContent();
    if (token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING) {
      contents.add(content);
    }
    content.read(json, bytes, offset);
  }

  private void readCalls(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      CohereCall call = new CohereCall();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        calls.add(call);
      }
      call.read(json, bytes, offset);
    }
  }

  /** An array with something in it, as it is written. */
  private static @Nullable Json something(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    Json array = WireJson.rawValue(json, bytes, offset);
    return array.text().indexOf('{') < 0 ? null : array;
  }
}
