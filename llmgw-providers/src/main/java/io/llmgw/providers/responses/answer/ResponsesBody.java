package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.openai.answer.OpenAiBill;
import io.llmgw.providers.openai.answer.OpenAiUsage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A response of the protocol: an answer that came whole, or what events say of one. */
final class ResponsesBody {
  private static final String NOTHING = "{}";

  @Nullable String id;
  @Nullable String model;
  @Nullable String status;
  @Nullable String incompleteReason;
  @Nullable Usage usage;
  @Nullable Json contentFilters;

  /** Its error, as an object or a text of JSON; null for none. */
  @Nullable String error;

  @Nullable String code;

  /** Items of the output, by their places. */
  final Map<Integer, ResponsesItem> items = new LinkedHashMap<>(4);

  final OpenAiBill bill = new OpenAiBill();

  private boolean hasOutput;
  private boolean hasNoOutput;

  /**
   * Reads the members of the object at the parser.
   *
   * @param known places of items that need not be read any more
   */
  void read(JsonParser json, byte[] bytes, int offset, Set<Integer> known) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> id = WireJson.string(json);
        case "model" -> model = WireJson.string(json);
        case "status" -> status = WireJson.string(json);
        case "code" -> code = WireJson.string(json);
        case "output" -> readOutput(json, bytes, offset, known);
        case "usage" -> {
          Usage read = OpenAiUsage.read(json, bill);
          usage = read == null ? usage : read;
        }
        case "service_tier" -> bill.readTier(json);
        case "error" -> {
          boolean any = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
          String raw = WireJson.raw(json, bytes, offset);
          error = any && raw.length() > NOTHING.length() ? raw : null;
        }
        case "incomplete_details" ->
            WireJson.members(
                json,
                (field, value) -> {
                  if (field.equals("reason")) {
                    incompleteReason = WireJson.string(value);
                  } else {
                    value.skipChildren();
                  }
                });
        case ResponsesItems.CONTENT_FILTERS -> {
          if (token == JsonToken.START_ARRAY) {
            Json array = WireJson.rawValue(json, bytes, offset);
            contentFilters = array.text().indexOf('{') < 0 ? null : array;
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  /** Reads a body that is a response and nothing else. */
  void readWhole(byte[] bytes, int offset, int length) {
    WireJson.object(bytes, offset, length, json -> read(json, bytes, offset, Set.of()));
  }

  private void readOutput(JsonParser json, byte[] bytes, int offset, Set<Integer> known) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      hasNoOutput = json.currentToken() == JsonToken.VALUE_NULL;
      json.skipChildren();
      return;
    }
    hasOutput = true;
    for (int place = 0; json.nextToken() != JsonToken.END_ARRAY; place++) {
      if (known.contains(place)) {
        json.skipChildren();
        continue;
      }
      ResponsesItem item = ResponsesItem.read(json, bytes, offset);
      if (item != null) {
        items.put(place, item);
      }
    }
  }

  /** Whether it has the member that makes it a response, or says how it ended without one. */
  boolean isResponse() {
    return hasOutput || (hasNoOutput && status != null);
  }

  /** Whether it has failed. */
  boolean isFailed() {
    return error != null || "failed".equals(status);
  }

  /** What it has failed of; xAI has the code beside the error. */
  ErrorBody failure() {
    String beside = code == null ? "" : ",\"code\":" + Json.ofValue(code).text();
    return ErrorBody.of(error == null ? "" : "{\"error\":" + error + beside + "}");
  }
}
