package io.llmgw.api.tokens;

import io.llmgw.api.route.ModelRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about each model. Of more models than {@link #MAX_MODELS} those that reported
 * longest ago are forgotten. Thread-safe; reading takes no lock.
 */
final class Corrections {
  static final int MAX_MODELS = 256;

  private final ConcurrentMap<ModelRef, ModelCorrection> models = new ConcurrentHashMap<>();
  private final AtomicLong uses = new AtomicLong();

  @Nullable ModelCorrection find(ModelRef model) {
    return models.get(model);
  }

  ModelCorrection findOrAdd(ModelRef model) {
    ModelCorrection known = models.get(model);
    if (known == null) {
      known = models.computeIfAbsent(model, ref -> new ModelCorrection());
    }
    known.used(uses.incrementAndGet());
    while (models.size() > MAX_MODELS) {
      forgetOldest();
    }
    return known;
  }

  private void forgetOldest() {
    ModelRef oldest = null;
    long longestAgo = Long.MAX_VALUE;
    for (Map.Entry<ModelRef, ModelCorrection> entry : models.entrySet()) {
      long when = entry.getValue().lastUsed();
      if (when < longestAgo) {
        oldest = entry.getKey();
        longestAgo = when;
      }
    }
    if (oldest != null) {
      models.remove(oldest);
    }
  }
}
