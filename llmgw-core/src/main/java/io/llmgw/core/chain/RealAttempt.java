package io.llmgw.core.chain;

import io.llmgw.api.chain.Attempt;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.observe.AttemptCause;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.account.Bill;
import io.llmgw.core.observe.AttemptWatch;
import io.llmgw.core.pace.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt and its account, from start to outcome. Settled once; readable from any thread. */
public final class RealAttempt implements Attempt, Tap, OnAccount {
  private static final long NOT_SENT = Long.MIN_VALUE;
  private static final long REFUSED = NOT_SENT + 1;

  private final short number; // there are a few at most; two bytes keep the object within 80
  private final Target target;
  private final @Nullable ApiKey key;
  private final @Nullable Grant grant;
  private final List<AttemptWait> waits;
  private final TimeSource time;
  private final AttemptMeter meter;
  private final long permit;
  private final boolean hedge;
  private volatile boolean metBreaker;
  private final long startNanos;
  private volatile long sentNanos = NOT_SENT;
  private volatile @Nullable PlaceWait place;
  private volatile @Nullable String modelUsed;
  private @Nullable Duration toFirstToken;
  private @Nullable AttemptRecord settled;
  private @Nullable AttemptWatch watch;

  RealAttempt(
      int number,
      Target target,
      @Nullable ApiKey key,
      TimeSource time,
      long startNanos,
      AttemptMeter meter,
      long permit,
      @Nullable Grant grant,
      boolean hedge,
      List<AttemptWait> waits) {
    this.number = (short) number;
    this.target = target;
    this.key = key;
    this.grant = grant;
    this.waits = waits;
    this.time = time;
    this.meter = meter;
    this.permit = permit;
    this.hedge = hedge;
    this.startNanos = startNanos;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public @Nullable String keyAlias() {
    return key == null ? null : key.alias();
  }

  /** The key it uses; null when it needs none. */
  public @Nullable ApiKey key() {
    return key;
  }

  /** Its grant within the limits of its target; null where there are none. */
  public @Nullable Grant grant() {
    return grant;
  }

  /** What it uses and costs. */
  public AttemptMeter meter() {
    return meter;
  }

  /** It has come as far as the breaker of its target, which is told of its end there. */
  public void meetBreaker() {
    metBreaker = true;
  }

  /** Whether it has. */
  public boolean hasMetBreaker() {
    return metBreaker;
  }

  /** What the breaker of its target let it pass with. */
  public long permit() {
    return permit;
  }

  /** It as it begins, after these of its call. */
  ObservedAttempt observed(String callId, List<OnAccount> before) {
    RealAttempt failed = null;
    for (OnAccount each : before) {
      RealAttempt other = each.attempt();
      failed = other.hedge == hedge ? other : failed;
    }
    return new ObservedAttempt(
        callId,
        number,
        target.provider(),
        target.model(),
        keyAlias(),
        cause(failed),
        hedge,
        failed == null ? null : failed.snapshot().error(),
        failed == null ? null : failed.meter.target(),
        waits,
        target.limits());
  }

  private AttemptCause cause(@Nullable RealAttempt failed) {
    if (failed == null) {
      return hedge ? AttemptCause.HEDGE : AttemptCause.FIRST;
    }
    if (!failed.target.ref().equals(target.ref())) {
      return AttemptCause.FAILOVER;
    }
    return Objects.equals(failed.key, key) ? AttemptCause.REPEAT : AttemptCause.NEXT_KEY;
  }

  /** These watch it; null for nobody. Said before anything happens to it. */
  void watchedBy(@Nullable AttemptWatch watchers) {
    watch = watchers;
  }

  /** Who watches it; null when nobody does. */
  public @Nullable AttemptWatch watch() {
    return watch;
  }

  /** From here on the request may have reached the provider. */
  public void markSent() {
    if (!isSent()) {
      long now = time.nanos();
      sentNanos = Math.max(now, REFUSED + 1);
    }
  }

  /** The provider has refused the request unread: it is as if it had not gone out. */
  public void markUnsent() {
    sentNanos = REFUSED;
  }

  /** Whether it may have. */
  public boolean isSent() {
    return sentNanos > REFUSED;
  }

  /** It waits for a place within this limit of the process, until it {@linkplain #goOn goes on}. */
  public void waitFor(Supplier<String> limit) {
    place = PlaceWait.begin(limit, time, place, sentNanos == REFUSED);
  }

  /**
   * It has its place.
   *
   * @return the wait that is over; null when there was none
   */
  public @Nullable PlaceWait goOn() {
    PlaceWait wait = place;
    if (wait != null && !wait.isOver()) {
      wait.end();
    }
    return wait;
  }

  /** Its wait for a place, over or not; null when there was none. */
  public @Nullable PlaceWait place() {
    return place;
  }

  /** How long it has waited for places, which is not its provider's doing. */
  public long placeNanos() {
    PlaceWait wait = place;
    return wait == null ? 0 : wait.nanos();
  }

  /**
   * From when on its provider is waited for: since it began, since it had its place, since the
   * request went out, whatever came last.
   */
  public long askedNanos() {
    if (isSent()) {
      return sentNanos;
    }
    PlaceWait wait = place;
    return wait == null || !wait.isOver() ? startNanos : wait.endNanos();
  }

  /** The model that the provider says it used; null until it has said so. */
  @Nullable String modelUsed() {
    return modelUsed;
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (watch != null && event instanceof ContentEvent) {
      watch.onContent();
    }
    if (toFirstToken != null) {
      return;
    }
    if (event instanceof Started started) {
      modelUsed = started.head().model();
      if (watch != null) {
        watch.onHead(started.head());
      }
    } else if (event.isCommitting()) {
      toFirstToken = sinceStart();
      if (watch != null) {
        watch.onFirstToken();
      }
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    AttemptRecord end;
    if (outcome instanceof Outcome.Success) {
      end = record(AttemptState.SUCCEEDED, null, false, meter.answered(outcome.usage()));
    } else if (outcome instanceof Outcome.Failure failure) {
      boolean billed = isPossiblyBilled(failure.error());
      end = record(AttemptState.FAILED, failure.error().kind(), billed, meter.cut(billed));
    } else {
      boolean billed = !meter.isFree() && (isSent() || meter.hasContent());
      end = record(AttemptState.CANCELLED, null, billed, meter.cut(billed));
    }
    synchronized (this) {
      if (settled != null) {
        return;
      }
      settled = end;
    }
    if (watch != null) {
      watch.onOutcome(outcome, end, Duration.ofNanos(placeNanos()));
    }
  }

  /**
   * What it has failed with, which says itself whether it may be billed: a clock or a cancel that
   * ends it knows nothing of the sending, and a provider nothing of what is free.
   */
  LlmException judged(LlmException error) {
    boolean billed = isPossiblyBilled(error);
    return error.isPossiblyBilled() == billed
        ? error
        : error.toBuilder().possiblyBilled(billed).build();
  }

  /** A refusal with a status of its own is free; what broke off after it was sent may not be. */
  private boolean isPossiblyBilled(LlmException error) {
    boolean brokeOff = error.kind() == ErrorKind.TIMEOUT || error.kind() == ErrorKind.CANCELLED;
    return !meter.isFree()
        && (error.isPossiblyBilled() || meter.hasContent() || (isSent() && brokeOff));
  }

  /** Whether it has given a whole answer. */
  synchronized boolean hasSucceeded() {
    return settled != null && settled.state() == AttemptState.SUCCEEDED;
  }

  @Override
  public RealAttempt attempt() {
    return this;
  }

  @Override
  public AttemptRecord snapshot() {
    synchronized (this) {
      if (settled != null) {
        return settled;
      }
    }
    return record(AttemptState.RUNNING, null, isSent() && !meter.isFree(), Bill.UNKNOWN);
  }

  private AttemptRecord record(
      AttemptState state, @Nullable ErrorKind error, boolean billed, Bill bill) {
    return new AttemptRecord(
        number,
        meter.target(),
        keyAlias(),
        state,
        error,
        billed,
        hedge,
        sinceStart(),
        toFirstToken,
        bill.usage(),
        bill.cost(),
        bill.pricedBy(),
        waits);
  }

  private Duration sinceStart() {
    Duration known = toFirstToken;
    return Duration.ofNanos(Elapsed.nanos(time, startNanos, known == null ? 0 : known.toNanos()));
  }
}
