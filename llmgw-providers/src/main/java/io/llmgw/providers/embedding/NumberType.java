package io.llmgw.providers.embedding;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a vector are, as far as a request says it by an extra field of the protocol's
 * hosts: {@code output_dtype} of Mistral and Voyage, {@code embedding_type} of Jina and NVIDIA.
 */
enum NumberType {
  /** Floats, as where nothing is said. */
  FLOAT,
  /** Small integers, one for each dimension. */
  BYTE,
  /** Any other, as bits: eight of them are one integer (docs.mistral.ai, "Code Embeddings"). */
  PACKED;

  private static final List<String> FIELDS = List.of("output_dtype", "embedding_type");
  private static final Set<String> FLOATS = Set.of("float", "base64");
  private static final Set<String> BYTES = Set.of("int8", "uint8");

  static NumberType of(EmbeddingRequest request) {
    for (String field : FIELDS) {
      Json given = request.content().extraBody().get(field);
      if (given != null) {
        return of(given.value());
      }
    }
    return FLOAT;
  }

  private static NumberType of(@Nullable Object given) {
    if (given == null) {
      return FLOAT;
    }
    if (!(given instanceof String word)) {
      return PACKED;
    }
    return FLOATS.contains(word) ? FLOAT : BYTES.contains(word) ? BYTE : PACKED;
  }
}
