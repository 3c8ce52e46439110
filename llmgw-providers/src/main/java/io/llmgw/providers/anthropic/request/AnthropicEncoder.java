package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.claude.ClaudeSampling;
import io.llmgw.providers.claude.OutputLimit;
import io.llmgw.providers.claude.Thinking;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
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
public final class AnthropicEncoder {
  // Budgets, prices and rules go by these, and the answer is read by them.
  private static final Set<String> FIXED = Set.of("model", "messages", "system", "stream");

  private final WireCall call;
  private final JsonGenerator json;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final Thinking thinking;
  private final int defaultMaxTokens;
  private final @Nullable HostedBody hosted;
  private final TurnOrigin origin;

  private AnthropicEncoder(
      WireCall call,
      JsonGenerator json,
      ChatRequest request,
      int defaultMaxTokens,
      @Nullable HostedBody hosted,
      boolean signs) {
    this.call = call;
    this.json = json;
    this.content = request.content();
    this.settings = request.settings();
    String name = hosted == null ? call.provider() : hosted.originAt(call.provider());
    this.origin = new TurnOrigin(name, signs);
    this.thinking = Thinking.of(call, settings).within(call, content.messages(), origin::takesBack);
    this.defaultMaxTokens = defaultMaxTokens;
    this.hosted = hosted;
  }

  /**
   * Writes the body of a request.
   *
   * @param defaultMaxTokens the limit of an answer where the request has none
   * @param hosted what a cloud wants in it that serves Claude; null for Anthropic itself
   */
  public static RequestBytes encode(
      WireCall call, ChatRequest request, int defaultMaxTokens, @Nullable HostedBody hosted) {
    return BodyWriter.write(
        call,
        (json, writer) ->
            new AnthropicEncoder(writer, json, request, defaultMaxTokens, hosted, true).writeAll());
  }

  /**
   * Writes the body of a request to a host that signs no thoughts, and takes its own back without.
   *
   * @param defaultMaxTokens the limit of an answer where the request has none
   */
  public static RequestBytes encodeUnsigned(
      WireCall call, ChatRequest request, int defaultMaxTokens) {
    return BodyWriter.write(
        call,
        (json, writer) ->
            new AnthropicEncoder(writer, json, request, defaultMaxTokens, null, false).writeAll());
  }

  private void writeAll() {
    call.refuse(FIXED, content.extraBody().keySet());
    CacheMarks marks = new CacheMarks(call, content);
    json.writeStartObject();
    if (hosted == null) {
      json.writeStringProperty("model", call.model());
    } else if (isOurs(HostedBody.VERSION)) {
      json.writeStringProperty(HostedBody.VERSION, hosted.version());
    }
    if (isOurs("max_tokens")) {
      json.writeNumberProperty("max_tokens", maxTokens());
    }
    new AnthropicToolWriter(json, call, content, marks).write(settings, thinking);
    new AnthropicMessageWriter(json, call, origin, marks).write(content.messages());
    if (call.delivery() == Delivery.STREAMED && (hosted == null || hosted.saysStreams())) {
      json.writeBooleanProperty("stream", true);
    }
    writeSettings();
    writeOutputConfig();
    writeLabels();
    WireJson.writeMembers(json, content.extraBody());
    json.writeEndObject();
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  /** The protocol wants a limit in every request. */
  private int maxTokens() {
    Integer asked = settings.maxOutputTokens();
    return asked == null
        ? Math.min(defaultMaxTokens + thinking.room(), OutputLimit.of(call.model()))
        : asked;
  }

  private void writeSettings() {
    writeSampling();
    refuse("seed", settings.seed());
    refuse("frequencyPenalty", settings.frequencyPenalty());
    refuse("presencePenalty", settings.presencePenalty());
    List<String> stop = content.stop();
    if (!stop.isEmpty() && isOurs("stop_sequences")) {
      json.writeArrayPropertyStart("stop_sequences");
      for (String word : stop) {
        json.writeString(word);
      }
      json.writeEndArray();
    }
    if (isOurs("thinking")) {
      thinking.write(json);
    }
  }

  private void writeSampling() {
    ClaudeSampling sampling = sampling();
    if (sampling.temperature() != null) {
      json.writeNumberProperty("temperature", sampling.temperature());
    }
    if (sampling.topP() != null) {
      json.writeNumberProperty("top_p", sampling.topP());
    }
    if (sampling.topK() != null) {
      json.writeNumberProperty("top_k", sampling.topK());
    }
  }

  /** What the caller gives as extra fields stands for itself. */
  private ClaudeSampling sampling() {
    Double temperature = isOurs("temperature") ? settings.temperature() : null;
    Double topP = isOurs("top_p") ? settings.topP() : null;
    Integer topK = isOurs("top_k") ? settings.topK() : null;
    return new ClaudeSampling(temperature, topP, topK).taken(call, thinking.isOn());
  }

  private void refuse(String name, @Nullable Number value) {
    if (value != null) {
      call.dropOrRefuse("the parameter " + name);
    }
  }

  private void writeOutputConfig() {
    ResponseFormat form = content.responseFormat();
    if (form == ResponseFormat.Mode.JSON_OBJECT) {
      call.dropOrRefuse("the response format json without a schema");
    }
    ResponseFormat.Schema schema = form instanceof ResponseFormat.Schema given ? given : null;
    String effort = thinking.effort();
    if ((schema == null && effort == null) || !isOurs("output_config")) {
      return;
    }
    json.writeObjectPropertyStart("output_config");
    if (effort != null) {
      json.writeStringProperty("effort", effort);
    }
    if (schema != null) {
      json.writeObjectPropertyStart("format");
      json.writeStringProperty("type", "json_schema");
      json.writeName("schema");
      WireJson.write(json, schema.schema());
      json.writeEndObject();
      if (!schema.strict()) {
        call.note("the schema of the answer is strict: " + call.provider() + " has no other form");
      }
    }
    json.writeEndObject();
  }

  private void writeLabels() {
    if (!isOurs("metadata")) {
      return;
    }
    if (!content.metadata().isEmpty()) {
      call.dropOrRefuse("the parameter metadata");
    }
    String user = content.userId();
    if (user != null) {
      json.writeObjectPropertyStart("metadata");
      json.writeStringProperty("user_id", user);
      json.writeEndObject();
    }
  }
}
