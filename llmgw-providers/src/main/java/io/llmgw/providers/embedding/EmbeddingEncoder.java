package io.llmgw.providers.embedding;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the body of an embedding request. */
final class EmbeddingEncoder {
  private static final Set<String> FIXED = Set.of("model", "input");
  private static final String ENCODING = "encoding_format";
  private static final Set<Object> READABLE = Set.of("float", "base64");

  private EmbeddingEncoder() {}

  static void write(JsonGenerator json, WireCall call, EmbeddingRequest request, Dialect dialect) {
    EmbeddingContent content = request.content();
    checkLimits(call, request, dialect);
    call.refuse(FIXED, content.extraBody().keySet());
    Json encoding = content.extraBody().get(ENCODING);
    if (encoding != null && !isReadable(encoding)) {
      throw call.unsupported("an encoding of vectors other than float and base64");
    }
    json.writeStartObject();
    json.writeStringProperty("model", call.model());
    json.writeArrayPropertyStart("input");
    for (String input : content.inputs()) {
      json.writeString(input);
    }
    json.writeEndArray();
    if (dialect.hasBase64Vectors() && !content.extraBody().containsKey(ENCODING)) {
      json.writeStringProperty(ENCODING, "base64");
    }
    String dimensions = field(Parameter.DIMENSIONS, request.dimensions(), call, dialect, content);
    if (dimensions != null && request.dimensions() != null) {
      json.writeNumberProperty(dimensions, request.dimensions());
    }
    String user = field(Parameter.USER_ID, content.userId(), call, dialect, content);
    if (user != null && content.userId() != null) {
      json.writeStringProperty(user, content.userId());
    }
    for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
      json.writeName(extra.getKey());
      WireJson.write(json, extra.getValue());
    }
    json.writeEndObject();
  }

  private static void checkLimits(WireCall call, EmbeddingRequest request, Dialect dialect) {
    int most = dialect.embeddingLimits().maxInputs();
    if (request.inputs().size() > most) {
      throw call.unsupported("more than " + most + " texts at once; use LlmClient.embed");
    }
  }

  private static boolean isReadable(Json encoding) {
    Object word = encoding.value();
    return word != null && READABLE.contains(word);
  }

  /** What the host calls it; null where it is not to be written. */
  private static @Nullable String field(
      Parameter parameter,
      @Nullable Object value,
      WireCall call,
      Dialect dialect,
      EmbeddingContent content) {
    if (value == null) {
      return null;
    }
    String field = dialect.field(parameter);
    if (field == null) {
      call.dropOrRefuse("the parameter " + parameter.label());
      return null;
    }
    return content.extraBody().containsKey(field) ? null : field;
  }
}
