package io.llmgw.cache.link;

import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.NoMatter;
import io.llmgw.cache.similar.Question;
import org.jspecify.annotations.Nullable;

/** A look into the cache that has found nothing, on its way to the link that fills it. */
final class Lookup implements NoMatter.Unkeyed {
  private final CacheKey sought;
  private final CacheControl control;
  private final long epoch;
  private final @Nullable CacheKey named;
  private volatile @Nullable Late late;
  private volatile @Nullable Question question;

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

  /**
   * What was there after all.
   *
   * @param key that it is kept under
   * @param similarity of the question that it answers; null where that is the very question
   */
  record Late(Answer answer, CacheKey key, @Nullable Double similarity) {}

  /** What was there after all; null when it was not. */
  @Nullable Late late() {
    return late;
  }

  void found(Late answer) {
    late = answer;
  }

  /** The question as others may find it; null where it takes no part in that. */
  @Nullable Question question() {
    return question;
  }

  void question(Question asked) {
    question = asked;
  }

  @Override
  public Class<Lookup> key() {
    return Lookup.class;
  }
}
