package io.llmgw.providers.wire;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.json.Json;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one object: what the request says, unless an extra field of its says it otherwise. */
public final class JsonBody {
  private static final String MODEL = "model";

  private final JsonGenerator json;
  private final Map<String, Json> extras;

  private JsonBody(JsonGenerator json, Map<String, Json> extras) {
    this.json = json;
    this.extras = extras;
  }

  /**
   * The body of a call, which begins with its model.
   *
   * @param fixed fields that no extra field may replace, beside the model
   * @param fields writes those of the operation
   */
  public static RequestBytes of(WireCall call, Set<String> fixed, Consumer<JsonBody> fields) {
    return hosted(
        call,
        fixed,
        body -> {
          body.json.writeStringProperty(MODEL, call.model());
          fields.accept(body);
        });
  }

  /** The same for a host that has the model in the path. */
  public static RequestBytes hosted(WireCall call, Set<String> fixed, Consumer<JsonBody> fields) {
    Map<String, Json> extras = call.request().content().extraBody();
    call.refuse(Set.of(MODEL), extras.keySet());
    call.refuse(fixed, extras.keySet());
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          fields.accept(new JsonBody(json, extras));
          WireJson.writeMembers(json, extras);
          json.writeEndObject();
        });
  }

  /** An end user is left out or refused where the protocol has no place for one. */
  public static void refuseUser(WireCall call, RequestContent content) {
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
  }

  private boolean isOurs(String name) {
    return !extras.containsKey(name);
  }

  /** Writes a text, unless it is null. */
  public JsonBody text(String name, @Nullable String value) {
    if (value != null && isOurs(name)) {
      json.writeStringProperty(name, value);
    }
    return this;
  }

  /** Writes a number, unless it is null. */
  public JsonBody number(String name, @Nullable Number value) {
    if (value != null && isOurs(name)) {
      WireJson.writeNumber(json, name, value);
    }
    return this;
  }

  /** Writes a list of texts. */
  public JsonBody texts(String name, List<String> values) {
    if (isOurs(name)) {
      json.writeArrayPropertyStart(name);
      values.forEach(json::writeString);
      json.writeEndArray();
    }
    return this;
  }
}
