package io.llmgw.cache.link;

import io.llmgw.api.event.EventStream;
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
  private final @Nullable Round round;
  private final Round next = new Round();
  private volatile @Nullable Late late;
  private volatile @Nullable Question question;
  private volatile boolean overtaken;

  /**
   * A look for what is kept under this key.
   *
   * @param named what is asked for, where the key is a name; null else
   */
  Lookup(CacheKey sought, CacheControl control, long epoch, @Nullable CacheKey named) {
    this(sought, control, epoch, named, null);
  }

  private Lookup(
      CacheKey sought,
      CacheControl control,
      long epoch,
      @Nullable CacheKey named,
      @Nullable Round round) {
    this.named = named;
    this.round = round;
    this.sought = sought;
    this.control = control;
    this.epoch = epoch;
  }

  /** The same once more, for one of those who have waited for a call that failed. */
  Lookup after(Lookup begun) {
    return new Lookup(
        sought, control, epoch, named, begun.round == null ? begun.next : begun.round.next());
  }

  /** What this look is a part of; null for the first one of a call. */
  @Nullable Round round() {
    return round;
  }

  /**
   * What the others did meanwhile who have waited for the same; null while that is not known.
   *
   * @throws io.llmgw.api.error.LlmException when it failed
   */
  @Nullable EventStream overtaken() {
    overtaken = round != null && round.isOver();
    return round == null ? null : round.given();
  }

  /** Whether this look was answered by that. */
  boolean isOvertaken() {
    return overtaken;
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
