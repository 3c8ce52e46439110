package io.llmgw.cache.similar;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import java.time.Duration;

/**
 * Asks an embedding model of the gateway, on behalf of the call. The vectors of texts that are
 * known come from the cache as any others do.
 */
record ModelSource(String model, Duration within) implements VectorSource {
  private static final Purpose PURPOSE = Purpose.of("semantic-cache");

  @Override
  public Embedded embed(String text, Chain chain, CacheControl control) {
    CacheControl own =
        control.use() == Use.READ_ONLY
            ? CacheControl.readOnly()
            : CacheControl.DEFAULT; // what else is said of the call is none of its vector
    String namespace = control.namespace();
    EmbeddingRequest request =
        EmbeddingRequest.of(text)
            .withModel(model)
            .with(Timeouts.total(within))
            .with(namespace == null ? own : own.namespace(namespace));
    EmbeddingResponse answer = chain.internal(PURPOSE, request);
    return Embedded.of(answeredBy(answer), answer.vector(0));
  }

  /** The model behind an alias, also where the vector comes from the cache. */
  private String answeredBy(EmbeddingResponse answer) {
    String target = answer.served().target();
    CacheUse use = answer.served().cacheUse();
    if (target == null && use != null) {
      target = use.target();
    }
    return target == null ? model : target;
  }
}
