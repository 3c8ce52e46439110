package io.llmgw.providers.operation;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.json.Json;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one object: what the request says, unless an extra field of its says it otherwise. */
final class JsonBody {
  private final JsonGenerator json;
  private final Map<String, Json> extras;

  private JsonBody(JsonGenerator json, Map<String, Json> extras) {
    this.json = json;
    this.extras = extras;
  }

  /**
   * The body of a call.
   *
   * @param fixed fields that no extra field may replace, beside the model
   * @param fields writes those of the operation
   */
  static RequestBytes of(WireCall call, Set<String> fixed, Consumer<JsonBody> fields) {
    Map<String, Json> extras = call.request().content().extraBody();
    call.refuse(Set.of("model"), extras.keySet());
    call.refuse(fixed, extras.keySet());
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          json.writeStringProperty("model", call.model());
          fields.accept(new JsonBody(json, extras));
          for (Map.Entry<String, Json> extra : extras.entrySet()) {
            json.writeName(extra.getKey());
            WireJson.write(json, extra.getValue());
          }
          json.writeEndObject();
        });
  }

  /** An end user is left out or refused where the protocol has no place for one. */
  static void refuseUser(WireCall call, RequestContent content) {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter " + Parameter.USER_ID.label());
    }
  }

  JsonBody text(String name, @Nullable String value) {
    if (value != null && !extras.containsKey(name)) {
      json.writeStringProperty(name, value);
    }
    return this;
  }

  JsonBody number(String name, @Nullable Integer value) {
    if (value != null && !extras.containsKey(name)) {
      json.writeNumberProperty(name, value);
    }
    return this;
  }

  JsonBody number(String name, @Nullable Double value) {
    if (value != null && !extras.containsKey(name)) {
      json.writeNumberProperty(name, value);
    }
    return this;
  }

  JsonBody texts(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
    return this;
  }
}
