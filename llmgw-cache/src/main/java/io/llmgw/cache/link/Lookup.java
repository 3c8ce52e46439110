package io.llmgw.cache.link;

import io.llmgw.api.usage.Served;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.similar.Question;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A look into the cache that has found no answer, on its way to the link that fills it. */
final class Lookup implements Sought, Given {
  private final CacheKey sought;
  private final CacheControl control;
  private final long askedAt;
  private final long invalidated;
  private final @Nullable Name name;
  private final Turn turn;
  private volatile @Nullable Late late;
  private volatile @Nullable Late kept;
  private volatile @Nullable Served served;
  private volatile @Nullable Long servedNanos;
  private volatile @Nullable Lookup begun;
  private volatile @Nullable Question question;
  private volatile @Nullable Answer spare;

  /**
   * A look for what is kept under this key.
   *
   * @param askedAt the number of the last invalidation of all
   * @param invalidated that of the last one that may concern the answer
   */
  Lookup(CacheKey sought, CacheControl control, long askedAt, long invalidated) {
    this(sought, control, askedAt, invalidated, null, Turn.first());
  }

  private Lookup(
      CacheKey sought,
      CacheControl control,
      long askedAt,
      long invalidated,
      @Nullable Name name,
      Turn turn) {
    this.sought = sought;
    this.control = control;
    this.askedAt = askedAt;
    this.invalidated = invalidated;
    this.name = name;
    this.turn = turn;
  }

  /**
   * The same where the key is a name. Whoever asks under it while the call is under way joins it,
   * whatever is invalidated: it is to be made once.
   *
   * @param key of the name
   */
  static Lookup ofNamed(CacheKey key, CacheControl control, long askedAt, Name name) {
    return new Lookup(key, control, askedAt, 0, name, Turn.first());
  }

  /**
   * Of what a call by a name is.
   *
   * @param asked what is asked for
   * @param origin as far as it is known before the answer
   * @param window for how long the answer is given again
   */
  record Name(CacheKey asked, Origin origin, Duration window) {}

  private record Terms(
      CacheKey key,
      @Nullable Use use,
      @Nullable CacheKey named,
      long invalidated,
      @Nullable Duration maxAge,
      @Nullable Double similarity,
      boolean exact,
      boolean standIns,
      boolean toolCalls) {}

  @Override
  public Object terms() {
    return new Terms(
        sought,
        Policy.shared(control),
        named(),
        invalidated,
        control.maxAge(),
        control.similarity(),
        Policy.isTrue(control.exact()),
        Policy.isTrue(control.standIns()),
        Policy.isTrue(control.toolCalls()));
  }

  @Override
  public boolean isMadeOnce() {
    return name != null;
  }

  @Override
  public Turn turn() {
    return turn;
  }

  /** The turn in which the answer came: of whoever began the call for it. */
  Turn answeredIn() {
    Lookup other = begun;
    return other == null ? turn : other.answeredIn();
  }

  @Override
  public Lookup again(Turn next) {
    return new Lookup(sought, control, askedAt, invalidated, name, next);
  }

  @Override
  public void learn(Sought other) {
    if (other instanceof Lookup that && that != this) {
      begun = that;
      late = that.late == null ? late : that.late;
      spare = that.spare;
    }
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

  /** What is asked for, where the key is a name that the host has given; null else. */
  @Nullable CacheKey named() {
    return name == null ? null : name.asked();
  }

  /**
   * Whether the answer of a call by a name, which is there, is not to be given to who asks now: it
   * was invalidated since it was asked for, or its window is over.
   */
  boolean isPast(Entries entries, long nowNanos) {
    Late kept = late;
    if (kept != null) {
      Answer answer = kept.answer();
      return entries.isInvalidated(sought, answer.origin(), askedAt)
          || !Freshness.of(answer, control, nowNanos).isFresh();
    }
    if (name == null) {
      return false;
    }
    Served by = served;
    Long since = servedNanos;
    Origin origin = by == null ? name.origin() : name.origin().by(by.target(), false);
    return entries.isInvalidated(sought, origin, askedAt)
        || since != null && nowNanos - since >= TimeUnit.NANOSECONDS.convert(name.window());
  }

  /**
   * What was there after all.
   *
   * @param key that it is kept under
   * @param similarity of the question that it answers; null where that is the very question
   */
  record Late(Answer answer, CacheKey key, @Nullable Double similarity) implements Given {
    @Override
    public Late kept() {
      return this;
    }
  }

  /** What was there after all; null when it was not. */
  @Nullable Late late() {
    return late;
  }

  void found(Late answer) {
    late = answer;
  }

  @Override
  public @Nullable Late kept() {
    Late own = late == null ? kept : late;
    Lookup other = begun;
    return own == null && other != null ? other.kept() : own;
  }

  /** What the call was answered by is kept by now. */
  void kept(Answer answer) {
    kept = new Late(answer, sought, null);
  }

  /** What the second level has, past its time or not, where the call has failed; null for none. */
  @Nullable Answer spare() {
    return spare;
  }

  void spare(@Nullable Answer old) {
    spare = old;
  }

  /**
   * Who gave the answer and what that cost, once it is there; null before, and for what is late.
   */
  @Nullable Served served() {
    Lookup other = begun;
    return served == null && other != null ? other.served() : served;
  }

  void served(Served answer) {
    served = answer;
  }

  /** The reading of the clock when that was there; the window of a name begins with it. */
  void servedAt(long nanos) {
    servedNanos = nanos;
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
