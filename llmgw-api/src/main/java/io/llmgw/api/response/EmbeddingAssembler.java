package io.llmgw.api.response;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.usage.Served;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects one vector for each input, in whatever order they come. */
final class EmbeddingAssembler extends ResponseAssembler<EmbeddingResponse> {
  private final float[] @Nullable [] vectors;
  private int missing;

  EmbeddingAssembler(int inputs) {
    vectors = new float[inputs][];
    missing = inputs;
  }

  @Override
  void content(ContentEvent event) {
    if (!(event instanceof VectorProduced produced)) {
      throw new IllegalStateException(event + " in the answer to an embedding");
    }
    int index = produced.index();
    if (index >= vectors.length) {
      throw new IllegalStateException("vector " + index + " for " + vectors.length + " inputs");
    }
    if (vectors[index] != null) {
      throw new IllegalStateException("a second vector " + index);
    }
    vectors[index] = produced.vector();
    missing--;
  }

  @Override
  EmbeddingResponse assemble(Completed last, Served served) {
    if (missing > 0) {
      throw new IllegalStateException(missing + " of " + vectors.length + " vectors are missing");
    }
    return EmbeddingResponse.of(Arrays.asList(vectors), usage(), served, head());
  }
}
