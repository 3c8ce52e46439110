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
  private final @Nullable CacheKey named;
  private volatile @Nullable Answer late;

  /**
   * A look for what is kept under this key.
   *
   * @param named what is asked for, where the key is a name; null else
   */
  Lookup(CacheKey sought, CacheControl control, long epoch, @Nullable CacheKey named) {
    this.named = named;
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

  /** What is asked for, where the key is a name that the host has given; null else. */
  @Nullable CacheKey named() {
    return named;
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
