package io.llmgw.providers.embedding;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.EmbeddingDialect;
import io.llmgw.providers.dialect.EmbeddingPurpose;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of an embedding request. */
final class EmbeddingEncoder {
  private static final Set<String> FIXED = Set.of("input");
  private static final String ENCODING = "encoding_format";
  private static final String BASE64 = "base64"; // read as floats

  private final WireCall call;
  private final Dialect dialect;

  private EmbeddingEncoder(WireCall call, Dialect dialect) {
    this.call = call;
    this.dialect = dialect;
  }

  static RequestBytes encode(WireCall call, EmbeddingRequest request, Dialect dialect) {
    EmbeddingDialect embeddings = dialect.embeddings();
    call.checkTexts(request, embeddings.limits().maxInputs());
    Json encoding = request.content().extraBody().get(ENCODING);
    List<String> readable = embeddings.vectors().readable();
    if (encoding != null && !(encoding.value() instanceof String word && readable.contains(word))) {
      throw call.unsupported("an encoding of vectors other than " + String.join(" and ", readable));
    }
    Object word = encoding == null ? embeddings.vectors().asked() : encoding.value();
    if (BASE64.equals(word) && NumberType.of(request) != NumberType.FLOAT) {
      throw call.unsupported(
          "numbers other than floats (output_dtype, embedding_type) in vectors of the encoding "
              + BASE64);
    }
    return JsonBody.of(
        call, FIXED, body -> new EmbeddingEncoder(call, dialect).write(body, request));
  }

  private void write(JsonBody body, EmbeddingRequest request) {
    EmbeddingContent content = request.content();
    body.texts("input", content.inputs());
    body.text(ENCODING, dialect.embeddings().vectors().asked());
    EmbeddingPurpose purpose = dialect.embeddings().purpose();
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
