package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.ResultMedia;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes one request; not thread-safe. A field of the caller's {@code extraBody} takes the place of
 * ours, unless the answer would be one to another question then.
 */
public final class CohereEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED = Set.of("model", "messages", "stream");
  private static final String FORMAT = "response_format";

  // The ranges of API reference "Chat" at docs.cohere.com.
  private static final int MOST_STOPS = 5;
  private static final int MOST_K = 500;
  private static final double LEAST_P = 0.01;
  private static final double MOST_P = 0.99;

  private final WireCall call;
  private final JsonGenerator json;
  private final ChatContent content;
  private final List<Message> messages;
  private final GenerationSettings settings;
  private final CohereDocuments documents;

  private CohereEncoder(WireCall call, JsonGenerator json, ChatRequest request) {
    this.call = call;
    this.json = json;
    this.content = request.content();
    this.settings = request.settings();
    this.messages = ResultMedia.behind(call, content.messages(), new CohereResultMedia());
    this.documents = new CohereDocuments(call, messages);
  }

  /** Writes the body of a request. */
  public static RequestBytes encode(WireCall call, ChatRequest request) {
    return BodyWriter.write(
        call, (json, writer) -> new CohereEncoder(writer, json, request).writeAll());
  }

  private void writeAll() {
    call.refuse(FIXED, content.extraBody().keySet());
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    new CohereMessageWriter(json, call).write(messages);
    if (call.delivery() == Delivery.STREAMED) {
      json.writeBooleanProperty("stream", true);
    }
    documents.write(json);
    new CohereToolWriter(json, call, content).write();
    writeSampling();
    writeStops();
    writeFormat();
    writeThinking();
    refuseLabels();
    WireJson.writeMembers(json, content.extraBody());
    json.writeEndObject();
    call.leaveOutCacheMarks(content);
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private void writeSampling() {
    number("max_tokens", settings.maxOutputTokens());
    number("temperature", settings.temperature());
    Double p = settings.topP();
    number("p", within(p, LEAST_P, MOST_P, "topP"));
    Integer k = settings.topK();
    number("k", within(k, 0, MOST_K, "topK"));
    number("seed", settings.seed());
    number("frequency_penalty", within(settings.frequencyPenalty(), 0, 1, "frequencyPenalty"));
    number("presence_penalty", within(settings.presencePenalty(), 0, 1, "presencePenalty"));
    if (Boolean.FALSE.equals(settings.parallelToolCalls())) {
      call.dropOrRefuse("the parameter parallelToolCalls");
    }
  }

  private @Nullable Number within(@Nullable Number value, double least, double most, String name) {
    if (value != null && (value.doubleValue() < least || value.doubleValue() > most)) {
      call.dropOrRefuse("a " + name + " that is not within " + least + " and " + most);
      return null;
    }
    return value;
  }

  private void number(String field, @Nullable Number value) {
    if (value != null && isOurs(field)) {
      WireJson.writeNumber(json, field, value);
    }
  }

  private void writeStops() {
    List<String> stops = content.stop();
    if (stops.isEmpty() || !isOurs("stop_sequences")) {
      return;
    }
    if (stops.size() > MOST_STOPS) {
      call.dropOrRefuse("more than " + MOST_STOPS + " stop sequences");
      stops = stops.subList(0, MOST_STOPS);
    }
    json.writeArrayPropertyStart("stop_sequences");
    stops.forEach(json::writeString);
    json.writeEndArray();
  }

  /** "Not supported when used in combination with the documents or tools parameters". */
  private void writeFormat() {
    ResponseFormat form = content.responseFormat();
    if (form == null || form == ResponseFormat.Mode.TEXT || !isOurs(FORMAT)) {
      return;
    }
    if (!content.tools().isEmpty() || !isOurs(CohereToolWriter.TOOLS)) {
      call.dropOrRefuse("a response format beside tools");
      return;
    }
    if (!documents.isEmpty() || !isOurs(CohereDocuments.FIELD)) {
      call.dropOrRefuse("a response format beside documents");
      return;
    }
    json.writeObjectPropertyStart(FORMAT);
    json.writeStringProperty("type", "json_object");
    if (form instanceof ResponseFormat.Schema schema) {
      json.writeName("json_schema");
      WireJson.write(json, schema.schema());
      if (!schema.strict()) {
        call.note("the schema of the answer is strict: " + call.provider() + " has no other form");
      }
    }
    json.writeEndObject();
  }

  private void writeThinking() {
    if (isOurs(CohereThinking.FIELD)) {
      CohereThinking thinking = CohereThinking.of(call, settings.reasoning());
      if (thinking != null) {
        thinking.write(json);
      }
    }
  }

  private void refuseLabels() {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    if (!content.metadata().isEmpty()) {
      call.dropOrRefuse("the parameter metadata");
    }
  }
}
