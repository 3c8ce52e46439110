package io.llmgw.providers.openai.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the parameters of one request by the names that the host has for them, whatever else the
 * protocol has. A field of the caller's {@code extraBody} takes the place of ours. Not thread-safe.
 */
public final class ParameterWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final Dialect dialect;
  private final Set<String> written = new HashSet<>(0);

  /** A writer of these parameters. */
  public ParameterWriter(JsonGenerator json, WireCall call, ChatContent content, Dialect dialect) {
    this.json = json;
    this.call = call;
    this.content = content;
    this.dialect = dialect;
  }

  /** Whether the caller leaves the field to us. */
  public boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  /** What the host calls the parameter; null where it is not to be written. */
  public @Nullable String field(Parameter parameter) {
    String field = dialect.field(parameter, call.model());
    if (field == null) {
      call.dropOrRefuse("the parameter " + parameter.label());
      return null;
    }
    return isOurs(field) ? field : null;
  }

  /**
   * Opens a field that has several settings in it, one of them ours: with what the caller has there
   * beside it. Who writes ours then closes it.
   *
   * @return whether ours is to be written; not where the caller has it, or no object
   */
  public boolean open(String field, String ours) {
    Json theirs = content.extraBody().get(field);
    if (theirs != null && (!theirs.isObject() || theirs.asObject().containsKey(ours))) {
      return false;
    }
    json.writeObjectPropertyStart(field);
    if (theirs != null) {
      written.add(field);
      for (Map.Entry<String, @Nullable Object> setting : theirs.asObject().entrySet()) {
        json.writeName(setting.getKey());
        WireJson.write(json, Json.ofValue(setting.getValue()));
      }
    }
    return true;
  }

  /** Leaves an extra field of the caller out. */
  void leaveOut(String field) {
    written.add(field);
  }

  /** Writes how the model shall write. */
  public void writeSettings(GenerationSettings settings) {
    writeNumber(Parameter.MAX_OUTPUT_TOKENS, settings.maxOutputTokens());
    writeTemperature(settings.temperature());
    writeNumber(Parameter.TOP_P, settings.topP());
    writeNumber(Parameter.TOP_K, settings.topK());
    writeNumber(Parameter.SEED, settings.seed());
    writeNumber(Parameter.FREQUENCY_PENALTY, settings.frequencyPenalty());
    writeNumber(Parameter.PRESENCE_PENALTY, settings.presencePenalty());
    if (settings.reasoning() != null) {
      ReasoningWriter.write(json, call, dialect, this, settings.reasoning());
    }
    String stop = content.stop().isEmpty() ? null : field(Parameter.STOP);
    if (stop != null) {
      writeStops(stop, content.stop());
    }
  }

  private void writeTemperature(@Nullable Double temperature) {
    double most = dialect.mostTemperature();
    if (temperature != null && temperature > most && isOurs("temperature")) {
      call.dropOrRefuse("a temperature above " + most);
    } else {
      writeNumber(Parameter.TEMPERATURE, temperature);
    }
  }

  private void writeStops(String field, List<String> stops) {
    int most = Math.min(stops.size(), dialect.mostStops());
    if (most < stops.size()) {
      call.dropOrRefuse("more than " + most + " stop sequences");
    }
    json.writeArrayPropertyStart(field);
    for (String word : stops.subList(0, most)) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private void writeNumber(Parameter parameter, @Nullable Number value) {
    String field = value == null ? null : field(parameter);
    if (value == null || field == null) {
      return;
    }
    if (value instanceof Double number) {
      json.writeNumberProperty(field, number);
    } else {
      json.writeNumberProperty(field, value.longValue());
    }
  }

  /** Whether there are tools, the caller's own field of them included; else none is required. */
  public boolean hasTools() {
    ToolChoice choice = content.toolChoice();
    boolean none = content.tools().isEmpty() && isOurs("tools");
    if (none && (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named)) {
      call.dropOrRefuse("the parameter toolChoice without tools");
    }
    return !none;
  }

  /** The host's word for a choice that names no tool. */
  public String word(ToolChoice choice) {
    return choice == ToolChoice.REQUIRED
        ? dialect.requiredToolWord()
        : choice.toString().toLowerCase(Locale.ROOT);
  }

  /** Writes whether several tools may be asked for at once. */
  public void writeParallelCalls(@Nullable Boolean parallel) {
    boolean hasWord = dialect.field(Parameter.PARALLEL_TOOL_CALLS, call.model()) != null;
    if (parallel == null || (parallel && !hasWord)) { // as it is where nothing is said
      return;
    }
    String field = field(Parameter.PARALLEL_TOOL_CALLS);
    if (field != null) {
      json.writeBooleanProperty(field, parallel);
    }
  }

  /** Refuses a form of the answer that the host has not: leaving it out changes what is asked. */
  public void checkForm(ResponseFormat form) {
    boolean schema = form instanceof ResponseFormat.Schema;
    Capability needed = schema ? Capability.JSON_SCHEMA : Capability.JSON_OBJECT;
    if (form != ResponseFormat.text() && !dialect.capabilities().has(needed)) {
      throw call.unsupported("answers of the form " + needed);
    }
  }

  /** Writes who the end user is. */
  public void writeUser() {
    String user = content.userId() == null ? null : field(Parameter.USER_ID);
    if (user != null && content.userId() != null) {
      json.writeStringProperty(user, content.userId());
    }
  }

  /** Writes the metadata under this name. */
  public void writeMetadata(String field) {
    json.writeObjectPropertyStart(field);
    for (Map.Entry<String, String> fact : content.metadata().entrySet()) {
      json.writeName(fact.getKey());
      json.writeString(fact.getValue());
    }
    json.writeEndObject();
  }

  /** Writes the caller's own fields, but those that are left out or written around ours. */
  public void writeExtraBody() {
    for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
      if (!written.contains(extra.getKey())) {
        json.writeName(extra.getKey());
        WireJson.write(json, extra.getValue());
      }
    }
  }
}
