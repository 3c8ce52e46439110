package io.llmgw.providers.embedding;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.EmbeddingPurpose;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.WireCall;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of an embedding request. */
final class EmbeddingEncoder {
  private static final Set<String> FIXED = Set.of("input");
  private static final String ENCODING = "encoding_format";
  private static final Set<Object> READABLE = Set.of("float", "base64");

  private final WireCall call;
  private final Dialect dialect;

  private EmbeddingEncoder(WireCall call, Dialect dialect) {
    this.call = call;
    this.dialect = dialect;
  }

  static RequestBytes encode(WireCall call, EmbeddingRequest request, Dialect dialect) {
    call.checkTexts(request, dialect.embeddingLimits().maxInputs());
    Json encoding = request.content().extraBody().get(ENCODING);
    if (encoding != null && !isReadable(encoding)) {
      throw call.unsupported("an encoding of vectors other than float and base64");
    }
    return JsonBody.of(
        call, FIXED, body -> new EmbeddingEncoder(call, dialect).write(body, request));
  }

  private void write(JsonBody body, EmbeddingRequest request) {
    EmbeddingContent content = request.content();
    body.texts("input", content.inputs());
    body.text(ENCODING, dialect.hasBase64Vectors() ? "base64" : null);
    EmbeddingPurpose purpose = dialect.embeddingPurpose();
    if (purpose != null) {
      body.text(purpose.field(), purpose.usual());
    }
    String dimensions = field(Parameter.DIMENSIONS, request.dimensions());
    if (dimensions != null) {
      body.number(dimensions, request.dimensions());
    }
    String user = field(Parameter.USER_ID, content.userId());
    if (user != null) {
      body.text(user, content.userId());
    }
  }

  private static boolean isReadable(Json encoding) {
    Object word = encoding.value();
    return word != null && READABLE.contains(word);
  }

  /** What the host calls it; null where it is not to be written. */
  private @Nullable String field(Parameter parameter, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String field = dialect.field(parameter);
    if (field == null) {
      call.dropOrRefuse("the parameter " + parameter.label());
    }
    return field;
  }
}
