package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;

/** Writes the body of an embedding request (docs.cohere.com, API reference "Embed"). */
public final class CohereEmbeddingEncoder {
  /** The most texts of one request, by that page. */
  public static final int MOST_TEXTS = 96;

  /** Where the length of vectors is asked for. */
  public static final String DIMENSIONS = "output_dimension";

  private static final Set<String> FIXED = Set.of("texts", "inputs", "images");
  private static final String TYPES = "embedding_types";
  private static final Set<Object> READABLE = Set.of(List.of("float"), List.of("base64"));

  private CohereEmbeddingEncoder() {}

  /**
   * The body for Cohere itself.
   *
   * @param inputType what the texts are embedded for, unless an extra field says it
   */
  public static RequestBytes encode(WireCall call, EmbeddingRequest request, String inputType) {
    check(call, request);
    return JsonBody.of(call, FIXED, body -> write(body, request, inputType));
  }

  /** The body for a host of its models that has the model in the path. */
  public static RequestBytes encodeHosted(
      WireCall call, EmbeddingRequest request, String inputType) {
    check(call, request);
    return JsonBody.hosted(call, FIXED, body -> write(body, request, inputType));
  }

  private static void check(WireCall call, EmbeddingRequest request) {
    call.checkTexts(request, MOST_TEXTS);
    Json types = request.content().extraBody().get(TYPES);
    if (types != null && (types.value() == null || !READABLE.contains(types.value()))) {
      throw call.unsupported("an embedding type other than float and base64");
    }
    JsonBody.refuseUser(call, request.content());
  }

  private static void write(JsonBody body, EmbeddingRequest request, String inputType) {
    EmbeddingContent content = request.content();
    body.texts("texts", content.inputs())
        .text("input_type", inputType)
        .texts(TYPES, List.of("float"))
        .number(DIMENSIONS, request.dimensions());
  }
}
