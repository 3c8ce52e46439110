package io.llmgw.cache.link;

import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.NoMatter;
import org.jspecify.annotations.Nullable;

/** A look into the cache that has found nothing, on its way to the link that fills it. */
final class Lookup implements NoMatter.Unkeyed {
  private final CacheKey sought;
  private final CacheControl control;
  private final long epoch;
  private volatile @Nullable Answer late;

  Lookup(CacheKey sought, CacheControl control, long epoch) {
    this.sought = sought;
    this.control = control;
    this.epoch = epoch;
  }

  CacheKey sought() {
    return sought;
  }

  CacheControl control() {
    return control;
  }

  /** The state of invalidations when the call began to ask. */
  long epoch() {
    return epoch;
  }

  /** What was there after all; null when it was not. */
  @Nullable Answer late() {
    return late;
  }

  void found(Answer answer) {
    late = answer;
  }

  @Override
  public Class<Lookup> key() {
    return Lookup.class;
  }
}
