package io.llmgw.cache.link;

import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Entry;
import io.llmgw.cache.entry.Vector;
import io.llmgw.cache.key.CacheKey;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The vectors that are kept, as one call may have them. */
record KeptVectors(Entries entries, TimeSource time) {
  /** The texts of a request, with what is kept of them where the call reads that. */
  Batch look(List<CacheKey> keys, EmbeddingRequest request, CacheControl control) {
    return look(keys, request, control, Freshness::isFresh);
  }

  /** The same with what may answer the call where nobody else does. */
  Batch lookForStale(List<CacheKey> keys, EmbeddingRequest request, CacheControl control) {
    return look(keys, request, control, Freshness::isStaleEnough);
  }

  private Batch look(
      List<CacheKey> keys,
      EmbeddingRequest request,
      CacheControl control,
      Predicate<Freshness> good) {
    Batch batch = new Batch(keys, request.inputs());
    if (!Policy.reads(control)) {
      return batch;
    }
    SameModel same = request.option(SameModel.class);
    long now = time.nanos();
    List<@Nullable Entry> all = entries.getAll(keys);
    for (int i = 0; i < batch.size(); i++) {
      if (all.get(i) instanceof Vector kept
          && good.test(Freshness.of(kept, control, now))
          && (same == null || same.model().toString().equals(kept.origin().target()))) {
        batch.know(i, kept);
      }
    }
    return batch;
  }
}
