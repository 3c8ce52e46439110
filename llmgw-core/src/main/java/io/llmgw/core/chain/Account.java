package io.llmgw.core.chain;

import io.llmgw.api.chain.Trail;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.account.Portion;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.pace.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call has done so far: its attempts and its decisions. Append-only; shared between a call
 * and the forks that are accounted to it. Most calls decide nothing and try once. Thread-safe.
 */
class Account implements Trail {
  private static final int MOST_NOTES = 256;

  private final TimeSource time;
  private final long startNanos;
  private List<TrailEntry> notes = List.of();
  private int lostNotes;
  private byte repeats; // a few at most: a byte keeps the object within 48
  private final int waitedMillis;
  private boolean twoSided;
  private List<OnAccount> attempts = List.of();
  private volatile @Nullable CallWatch watch;

  /**
   * That of a call which begins now.
   *
   * @param waited what counts as spent
   */
  Account(TimeSource time, Duration waited) {
    this.time = time;
    this.startNanos = time.nanos() - waited.toNanos();
    this.waitedMillis = (int) Math.min(Integer.MAX_VALUE, waited.toMillis());
  }

  /** Who watches the call; null when nobody does. */
  @Nullable CallWatch watch() {
    return watch;
  }

  /** Somebody watches the call; said before its first attempt, by its thread. */
  CallWatch watched() {
    CallWatch known = watch;
    if (known == null) {
      known = new CallWatch(time, startNanos, Duration.ofMillis(waitedMillis));
      watch = known;
    }
    return known;
  }

  Duration elapsed() {
    return Duration.ofNanos(Elapsed.nanos(time, startNanos, 0));
  }

  @Override
  public void note(String link, String note) {
    TrailEntry entry = new TrailEntry(elapsed(), link, note);
    synchronized (this) {
      if (notes.size() == MOST_NOTES) {
        lostNotes++;
        return;
      }
      if (notes.isEmpty()) {
        notes = new ArrayList<>(4);
      }
      notes.add(entry);
    }
  }

  @Override
  public synchronized List<TrailEntry> entries() {
    if (lostNotes == 0) {
      return List.copyOf(notes);
    }
    List<TrailEntry> all = new ArrayList<>(notes);
    Duration last = notes.get(MOST_NOTES - 1).at();
    all.add(new TrailEntry(last, "trail", lostNotes + " further entries are left out"));
    return List.copyOf(all);
  }

  RealAttempt startAttempt(
      String callId,
      Target target,
      @Nullable ApiKey key,
      AttemptMeter meter,
      long permit,
      @Nullable Grant grant,
      boolean hedge,
      List<AttemptWait> waits) {
    long now = time.nanos(); // the clock of the host is read with no lock held
    RealAttempt attempt;
    List<OnAccount> before;
    synchronized (this) {
      before = attempts;
      int number = attempts.size() + 1;
      attempt = new RealAttempt(number, target, key, time, now, meter, permit, grant, hedge, waits);
      add(attempt);
    }
    begun(attempt);
    CallWatch watch = watch();
    if (watch != null) {
      attempt.watchedBy(watch.begin(attempt.observed(callId, before)));
    }
    return attempt;
  }

  /** An attempt has begun, and nobody has been told of it yet. */
  void begun(RealAttempt attempt) {}

  /** An attempt has begun that is made for several calls, of which this is one. */
  synchronized void takePart(RealAttempt attempt, AttemptShare share, Portion portion) {
    add(new SharedAttempt(attempt, attempts.size() + 1, share, portion));
  }

  private void add(OnAccount attempt) {
    if (attempts.isEmpty()) {
      attempts = List.of(attempt);
    } else {
      List<OnAccount> all = new ArrayList<>(attempts);
      all.add(attempt);
      attempts = all; // a new one each time: who reads has the old one
    }
  }

  int attemptCount() {
    return started().size();
  }

  /** From now on two sides begin attempts, at the same time. */
  synchronized void becomeTwoSided() {
    twoSided = true;
  }

  /**
   * Whether one more attempt may begin where there may be so many. Each side asks before each of
   * its attempts, so one place is left for what the other has asked for and not begun.
   */
  synchronized boolean hasRoom(int most) {
    return attempts.size() + (twoSided ? 1 : 0) < most;
  }

  /** Counts a repeat, unless there have been so many. */
  synchronized boolean countRepeat(int most) {
    if (repeats >= most) {
      return false;
    }
    repeats++;
    return true;
  }

  synchronized int repeats() {
    return repeats;
  }

  List<AttemptRecord> attempts() {
    List<OnAccount> all = started();
    if (all.size() == 1) {
      return List.of(all.get(0).snapshot());
    }
    List<AttemptRecord> records = new ArrayList<>(all.size());
    for (OnAccount attempt : all) {
      records.add(attempt.snapshot());
    }
    return List.copyOf(records);
  }

  /** The wait for a place that the last attempt has not come out of; null when there is none. */
  @Nullable PlaceWait place() {
    List<OnAccount> all = started();
    PlaceWait place = all.isEmpty() ? null : all.get(all.size() - 1).attempt().place();
    return place == null || place.isOver() ? null : place;
  }

  private synchronized List<OnAccount> started() {
    return attempts;
  }

  /** The model that the answering attempt says it used, or the last that began to answer. */
  @Nullable String modelUsed() {
    String last = null;
    for (OnAccount each : started()) {
      RealAttempt attempt = each.attempt();
      String model = attempt.modelUsed();
      if (model != null && attempt.hasSucceeded()) {
        return model;
      }
      last = model == null ? last : model;
    }
    return last;
  }
}
