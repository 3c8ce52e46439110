package io.llmgw.providers.bedrock.request;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;

/** Writes the body of an embedding request to Titan (user guide, "Amazon Titan Embeddings"). */
public final class TitanEncoder {
  /** Where the length of vectors is asked for. */
  public static final String DIMENSIONS = "dimensions";

  private static final Set<String> FIXED = Set.of("inputText");
  private static final String TYPES = "embeddingTypes";

  private TitanEncoder() {}

  /** The body, with one text in it. */
  public static RequestBytes encode(WireCall call, EmbeddingRequest request) {
    call.checkTexts(request, EmbeddingFamily.TITAN.mostTexts());
    Json types = request.content().extraBody().get(TYPES);
    if (types != null && !(types.value() instanceof List<?> all && all.contains("float"))) {
      throw call.unsupported("embedding types without float");
    }
    JsonBody.refuseUser(call, request.content());
    return JsonBody.hosted(
        call,
        FIXED,
        body ->
            body.text("inputText", request.inputs().get(0))
                .number(DIMENSIONS, request.dimensions()));
  }
}
