package io.llmgw.core.target;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.core.breaker.TargetBreaker;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Speed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What has happened at one target: its breaker, what rests there, how many attempts are under way,
 * how fast it was. Thread-safe; looking takes no lock.
 */
public final class TargetState {
  private static final double DECAY_OF_USE_MILLIS = 60_000;

  /** Nothing that was learnt so long ago counts any more: no rest is longer. */
  private static final long STALE_NANOS = Reaction.LONGEST_REST.toNanos();

  private final TargetEvents events;
  private final Easing easing;
  private final TargetBreaker breaker;
  private final KeyRing keys;
  private final KeyQuotas quotas = new KeyQuotas();
  private final CoolDown coolDown = new CoolDown();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CommitTimes commits = new CommitTimes();
  private final Recent recent = new Recent();
  private final MeasuredSpeed speed = new MeasuredSpeed();
  private final Fading usedTokens = new Fading(DECAY_OF_USE_MILLIS);
  private volatile boolean answered;
  private volatile boolean left;
  private volatile int configurations;
  private volatile long easedNanos = Easing.NEVER; // since when it is eased in
  private volatile long usedNanos; // when its last attempt ended

  TargetState(
      KeyRests ofProvider, Chance chance, TargetEvents events, Easing easing, long nowNanos) {
    this.events = events;
    this.easing = easing;
    this.breaker = new TargetBreaker(nowNanos, new Health());
    this.keys = new KeyRing(ofProvider, chance);
    this.usedNanos = nowNanos;
  }

  /** Hears of its breaker: who has recovered is eased in. */
  private final class Health implements TargetBreaker.Changes {
    @Override
    public void opened(boolean byRate, long delayNanos) {
      events.opened(byRate, delayNanos);
    }

    @Override
    public void closed(long nowNanos) {
      easeIn(nowNanos);
      events.closed();
    }
  }

  /** Eases it in from now on. */
  void easeIn(long nowNanos) {
    easedNanos = nowNanos;
    easing.begin(nowNanos);
  }

  /** The part of its share that it takes. */
  double easedIn(long nowNanos) {
    return Easing.part(easedNanos, nowNanos);
  }

  /** Its circuit breaker. */
  public TargetBreaker breaker() {
    return breaker;
  }

  /** Its keys. */
  public KeyRing keys() {
    return keys;
  }

  /** What its provider says is left of each key. */
  public KeyQuotas quotas() {
    return quotas;
  }

  /** Whether it or any of its keys may rest, whatever the caller. */
  public boolean mayRest() {
    return coolDown.isTouched() || keys.isTouched();
  }

  /** Why it takes no call with these keys, of which there are none where none is needed. */
  public @Nullable Resting resting(List<ApiKey> ofCaller, long nowNanos) {
    return Resting.both(coolDown.at(nowNanos), keys.resting(ofCaller, nowNanos));
  }

  /**
   * Lets rest what a failure was about.
   *
   * @param key that was used; null for none
   * @param began the number of {@link #configurations} when the attempt began: what was asked
   *     before the last one says nothing on what is to rest until the next
   */
  public void rest(
      LlmException error, Reaction reaction, @Nullable ApiKey key, int began, long nowNanos) {
    Duration asked = error.retryAfter();
    Duration byTable = reaction.restFor();
    Duration howLong = asked == null || byTable.equals(Reaction.FOR_GOOD) ? byTable : asked;
    boolean outdated = howLong.equals(Reaction.FOR_GOOD) && began != configurations;
    if (reaction.rest() == Rest.NOTHING || howLong.isZero() || outdated) {
      return;
    }
    String status = error.httpStatus() == 0 ? "" : error.httpStatus() + " ";
    rest(
        Resting.of(nowNanos, howLong, asked != null, error.kind(), status + error.kind()),
        reaction.rest(),
        key,
        nowNanos);
  }

  private void rest(Resting resting, Rest what, @Nullable ApiKey key, long nowNanos) {
    if (events.isOn()) {
      Resting before =
          what == Rest.TARGET || key == null ? coolDown.at(nowNanos) : keys.resting(key, nowNanos);
      if (before == null || before.kind() != resting.kind()) {
        events.rests(resting, what, key, nowNanos);
      }
    }
    if (what == Rest.TARGET || key == null) {
      coolDown.rest(resting, nowNanos);
    } else if (what == Rest.KEY) {
      keys.restEverywhere(key, resting, nowNanos);
    } else {
      keys.restHere(key, resting, nowNanos);
    }
  }

  /** A key of which the provider says that nothing is left rests until something is again. */
  public void learn(RateLimits limits, @Nullable ApiKey key, long nowNanos) {
    if (key != null) {
      quotas.learn(limits, key, nowNanos);
    }
    for (RateLimit limit : limits.all()) {
      Duration reset = limit.reset();
      Long remaining = limit.remaining();
      if (remaining != null && remaining <= 0 && reset != null && !reset.isZero()) {
        String why = "no " + limit.scope() + " left";
        Resting resting = Resting.of(nowNanos, reset, false, ErrorKind.RATE_LIMIT, why);
        rest(resting, Rest.KEY_AT_TARGET, key, nowNanos);
      }
    }
  }

  /** An attempt begins; each is followed by one {@link #leave}. */
  public void enter() {
    inFlight.incrementAndGet();
  }

  /** An attempt has ended. */
  public void leave(long nowNanos) {
    usedNanos = nowNanos;
    inFlight.decrementAndGet();
  }

  /** How its last attempts went. */
  Recent recent() {
    return recent;
  }

  /** An attempt has succeeded; the first content came after so long, and the end. */
  public void succeeded(long firstTokenNanos, long totalNanos, long nowNanos) {
    recent.succeeded(firstTokenNanos, totalNanos, nowNanos);
  }

  /**
   * An attempt has failed, and the target or its key is to blame.
   *
   * @param firstTokenNanos 0 when there was no content
   */
  public void failed(LlmException error, long firstTokenNanos, long nowNanos) {
    recent.failed(error.kind(), error.httpStatus(), firstTokenNanos, nowNanos);
  }

  /** Whether it takes no calls whatever the key. */
  public boolean restsItself(long nowNanos) {
    return coolDown.at(nowNanos) != null;
  }

  /** Why it takes no calls whatever the key. */
  @Nullable Resting restingItself(long nowNanos) {
    return coolDown.at(nowNanos);
  }

  /** How long answers take to their first content. */
  public CommitTimes commits() {
    return commits;
  }

  /** The first content of an answer came after so long. */
  public void committed(long nanos, Delivery delivery) {
    commits.took(nanos, delivery);
  }

  /** Another target had content first, after this one had none for so long. */
  public void lost(long nanos, Delivery delivery) {
    commits.tookLonger(nanos, delivery);
  }

  /**
   * An attempt was left after so long, before it had content. That is nothing new where the first
   * token of a stream was not expected yet.
   */
  public void leftAfter(long nanos, Delivery delivery, long nowNanos) {
    speed.leftAfter(nanos, delivery, nowNanos);
  }

  /** An attempt has ended and told nothing of how fast it is here. */
  public void toldNothing(long nowNanos) {
    speed.toldNothing(nowNanos);
  }

  /** The first content of a stream came after so long, or had not come yet. */
  public void firstToken(long nanos, long nowNanos) {
    speed.firstToken(nanos, nowNanos);
  }

  /**
   * The rest of a stream came in so long.
   *
   * @param tokens of the whole stream, without reasoning that nobody saw
   */
  public void rest(long nanos, long tokens, long nowNanos) {
    answered = true;
    speed.rest(nanos, tokens, nowNanos);
  }

  /**
   * A whole answer came in so long: nobody saw its first token, so each is taken to have come as
   * fast as the others, and only where no stream tells better.
   */
  public void whole(long nanos, long tokens, long nowNanos) {
    answered = true;
    speed.whole(nanos, tokens, nowNanos);
  }

  /** So many tokens were used, in and out. */
  public void used(long tokens, long nowNanos) {
    usedTokens.add((double) tokens, nowNanos);
  }

  int inFlight() {
    return inFlight.get();
  }

  /** How fast it is; one call at a time looks whether that is so still. */
  Speed speed(long nowNanos) {
    return speed.at(nowNanos, inFlight.get() > 0);
  }

  double usedTokens(long nowNanos) {
    double used = usedTokens.at(nowNanos);
    return Double.isNaN(used) ? 0 : used;
  }

  /** How many configurations it has outlived. */
  public int configurations() {
    return configurations;
  }

  /**
   * The configuration is another one: what was to rest until then may be tried again.
   *
   * @param routed whether a name of the new one leads here
   * @param wasRouted whether one of the last did
   */
  synchronized void reconfigured(boolean routed, boolean wasRouted) {
    configurations++;
    left = !routed && (left || wasRouted);
    coolDown.reconfigured();
    keys.reconfigured();
  }

  /** Whether the configuration has done with it, nobody is there, and nothing there rests. */
  boolean isGone(long nowNanos) {
    return left && inFlight.get() == 0 && coolDown.at(nowNanos) == null && !keys.restHere(nowNanos);
  }

  /** Nothing is known of it any more, so nobody shall go on to believe that its breaker is open. */
  void forgotten() {
    if (!breaker.isClosed()) {
      events.closed();
    }
  }

  /** Whether nothing would be lost with it: nobody is there, and nothing was learnt, or of old. */
  boolean isWorthless(long nowNanos) {
    boolean stale = nowNanos - usedNanos >= STALE_NANOS;
    return inFlight.get() == 0 && (!answered || stale) || isGone(nowNanos);
  }
}
