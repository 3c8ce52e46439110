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
  private final long askedAt;
  private final long invalidated;
  private final @Nullable CacheKey named;
  private final @Nullable Round round;
  private final Round next = new Round();
  private volatile @Nullable Late late;
  private volatile @Nullable Question question;
  private volatile boolean overtaken;

  /**
   * A look for what is kept under this key.
   *
   * @param askedAt the number of the last invalidation of all
   * @param invalidated that of the last one that may concern the answer
   */
  Lookup(CacheKey sought, CacheControl control, long askedAt, long invalidated) {
    this(sought, control, askedAt, invalidated, null, null);
  }

  private Lookup(
      CacheKey sought,
      CacheControl control,
      long askedAt,
      long invalidated,
      @Nullable CacheKey named,
      @Nullable Round round) {
    this.sought = sought;
    this.control = control;
    this.askedAt = askedAt;
    this.invalidated = invalidated;
    this.named = named;
    this.round = round;
  }

  /**
   * The same where the key is a name. Whoever asks under it while the call is under way joins it,
   * whatever is invalidated: it is to be made once.
   *
   * @param asked what is asked for
   */
  static Lookup ofNamed(CacheKey name, CacheControl control, long askedAt, CacheKey asked) {
    return new Lookup(name, control, askedAt, 0, asked, null);
  }

  /** The same once more, for one of those who have waited for a call that failed. */
  Lookup after(Lookup begun) {
    Round together = begun.round == null ? begun.next : begun.round.next();
    return new Lookup(sought, control, askedAt, invalidated, named, together);
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

  /** The number of the last invalidation when the call began to ask. */
  long askedAt() {
    return askedAt;
  }

  /** The number of the last one that may concern the answer. */
  long invalidated() {
    return invalidated;
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
