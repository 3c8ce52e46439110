package io.llmgw.core.route;

import io.llmgw.api.chain.Trail;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Target;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.filter.CallRouteFacts;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.filter.Refusal;
import io.llmgw.core.route.RouteNode.Cursor;
import io.llmgw.core.route.Within.Exits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of one call: its targets one after the other, each once, and why others are passed over.
 * For one thread at a time.
 */
public final class Plan {
  /** The name under which the trail has its decisions. */
  public static final String LINK = "router";

  private final CallRouteFacts facts;
  private final Eligibility eligibility;
  private final Fitness fitness;
  private final Chance chance;
  private final Deque<Cursor> ways = new ArrayDeque<>(2);
  private final List<ModelRef> offered = new ArrayList<>(2); // of few, each once
  private final List<Skip> skipped = new ArrayList<>(0);
  private boolean hasPassedOverSome;
  private final List<Candidate> busy = new ArrayList<>(0);
  private @Nullable ModelRef tooSmall;
  private @Nullable Instant earliest;
  private @Nullable Candidate ahead;
  private @Nullable Candidate lastResort;
  private Duration lastResortIn = Duration.ZERO;

  Plan(
      RouteNode route,
      CallRouteFacts facts,
      Eligibility eligibility,
      Fitness fitness,
      Chance chance) {
    this.facts = facts;
    this.eligibility = eligibility;
    this.fitness = fitness;
    this.chance = chance;
    ways.add(route.open(this, Within.NOTHING));
  }

  /**
   * Something that the call passes over.
   *
   * @param what a target, or a part of a route
   * @param reason in words that follow it
   */
  public record Skip(String what, String reason) {}

  /**
   * The next target; null when there is none left. Where none at all can take the call, it is the
   * one that can the soonest, if a call may wait for it.
   */
  public @Nullable Candidate next() {
    Candidate candidate = ahead != null ? ahead : find();
    ahead = null;
    if (candidate == null && offered.isEmpty()) {
      candidate = lastResort;
      lastResort = null; // once
    }
    if (candidate != null) {
      offered.add(candidate.target().ref());
    }
    return candidate;
  }

  /** Whether there is a target left that can take the call now. */
  public boolean hasNext() {
    ahead = ahead != null ? ahead : find();
    return ahead != null;
  }

  /** The target that would be next if it were asked for now; null when there is none. */
  public @Nullable Candidate ahead() {
    return hasNext() ? ahead : null;
  }

  /** What was looked at ahead is looked at again: what held for it then may not hold any more. */
  public void lookAgain() {
    Candidate seen = ahead;
    if (seen != null) {
      ahead = null;
      ways.addFirst(new Once(seen, false));
    }
  }

  private @Nullable Candidate find() {
    while (!ways.isEmpty()) {
      Candidate candidate = ways.getFirst().next();
      if (candidate == null) {
        ways.removeFirst();
      } else if (isStillGood(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** What may have changed since a choice looked at the target. */
  private boolean isStillGood(Candidate candidate) {
    Target target = candidate.target();
    if (offered.contains(target.ref())) {
      skip(target.toString(), "was asked already");
      return false;
    }
    if (tooSmall != null && !isLarger(candidate, tooSmall)) {
      skip(target.toString(), "is not known to have a larger window than " + tooSmall);
      return false;
    }
    Refusal refusal = offered.isEmpty() ? null : eligibility.unavailable(target, facts);
    return refusal == null || skipped(candidate, refusal);
  }

  /** Of what is unknown, the user knows more where he has named a way for it. */
  private boolean isLarger(Candidate candidate, ModelRef than) {
    long window = fitness.window(candidate.target().ref());
    long other = fitness.window(than);
    boolean unknown = window == Long.MAX_VALUE || other == Long.MAX_VALUE;
    return unknown ? candidate.within().isExit() : window > other;
  }

  /** The next target of a call that was too long for this one: one with a larger window. */
  public @Nullable Candidate nextLarger(Candidate failed) {
    tooSmall = failed.target().ref();
    lookAgain();
    Exits exits = failed.within().exits();
    while (exits != null && exits.onContextLength() == null) {
      exits = exits.outer();
    }
    if (exits != null && exits.onContextLength() != null) {
      // From there a refusal for the content leads where it would have led from here.
      Exits rest = new Exits(null, exits.onContentPolicy(), exits.outer());
      ways.addFirst(exits.onContextLength().open(this, failed.within().leftBy(rest)));
    }
    return next();
  }

  /** The next target of a call that this one has refused for its content: where the route says. */
  public @Nullable Candidate nextAfterRefusal(Candidate failed) {
    ways.clear();
    ahead = null;
    Exits exits = failed.within().exits();
    while (exits != null && exits.onContentPolicy() == null) {
      exits = exits.outer();
    }
    if (exits == null || exits.onContentPolicy() == null) {
      return null;
    }
    ways.add(exits.onContentPolicy().open(this, failed.within().leftBy(exits.outer())));
    return next();
  }

  /**
   * The next target after one that takes no call before then, as was found out too late. The call
   * may have stood in line there: those that were full or resting when it came are looked at again.
   */
  @Nullable Candidate nextAfterShut(Candidate shut, @Nullable Instant until) {
    hasPassedOverSome = true;
    offered.remove(shut.target().ref());
    Refusal known = eligibility.unavailable(shut.target(), facts);
    Refusal full = known != null && known.lastResort() != null ? known : null;
    skip(shut.target().toString(), full == null ? Shut.IN_WORDS : full.reason());
    isEarliest(until);
    for (Candidate candidate : busy) {
      if (!candidate.target().ref().equals(shut.target().ref())) {
        ways.addLast(new Once(candidate, true));
      }
    }
    busy.clear();
    Candidate unasked = lastResort;
    lastResort = null;
    hasNext();
    lastResort = full == null ? lastResort : unasked; // nobody stands in a second line
    return next();
  }

  /** Whether a target passes all filters; if not, it is noted why. */
  boolean takes(Candidate candidate) {
    Target target = candidate.target();
    int minTier = candidate.within().minTier();
    if (minTier > 0 && target.quality().tier(facts.task()) < minTier) {
      skip(
          target.toString(),
          "has quality " + target.quality() + ", and " + minTier + " is the least");
      return false;
    }
    Refusal refusal = eligibility.refusal(target, facts);
    return refusal == null || skipped(candidate, refusal);
  }

  private boolean skipped(Candidate candidate, Refusal refusal) {
    hasPassedOverSome |= !refusal.isLasting();
    skip(candidate.target().toString(), refusal.reason());
    Duration wait = refusal.lastResort();
    if (wait != null) {
      busy.add(candidate);
    }
    if (wait != null && (lastResort == null || wait.compareTo(lastResortIn) < 0)) {
      lastResort = candidate;
      lastResortIn = wait;
    }
    isEarliest(refusal.until());
    return false;
  }

  private void isEarliest(@Nullable Instant until) {
    if (until != null && (earliest == null || until.isBefore(earliest))) {
      earliest = until;
    }
  }

  void skip(String what, String reason) {
    Skip skip = new Skip(what, reason);
    if (!skipped.contains(skip)) {
      skipped.add(skip);
      Trail trail = facts.trail();
      if (trail != null) {
        trail.note(LINK, "skips " + what + ": it " + reason);
      }
    }
  }

  boolean holds(Condition condition) {
    return holds(condition, facts);
  }

  static boolean holds(Condition condition, RouteFacts facts) {
    return asked("condition " + condition, () -> condition.holds(facts));
  }

  @Nullable String key(Sticky.By by) {
    return key(by, facts);
  }

  static @Nullable String key(Sticky.By by, RouteFacts facts) {
    return asked("the key '" + by + "' of a sticky route", () -> by.key().apply(facts));
  }

  /** Code of the host that decides where calls go: a call that it fails for goes nowhere. */
  private static <T extends @Nullable Object> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      throw LlmException.of(
              ErrorKind.CONFIGURATION,
              what + " failed with " + thrown.getClass().getName() + ": mend it")
          .cause(thrown)
          .build();
    }
  }

  CallRouteFacts facts() {
    return facts;
  }

  Chance chance() {
    return chance;
  }

  /** One target, once; held to the filters before, where that was not done right now. */
  private final class Once implements Cursor {
    private final boolean isUnfiltered;
    private @Nullable Candidate only;

    Once(Candidate only, boolean isUnfiltered) {
      this.only = only;
      this.isUnfiltered = isUnfiltered;
    }

    @Override
    public @Nullable Candidate next() {
      Candidate next = only;
      only = null;
      return next == null || isUnfiltered && !takes(next) ? null : next;
    }
  }

  /** Whether some were passed over that another call of the same words might have gone to. */
  public boolean hasPassedOverSome() {
    return hasPassedOverSome;
  }

  /** What was passed over so far, in order. */
  public List<Skip> skipped() {
    return List.copyOf(skipped);
  }

  /** When the first of those could work that wait for a time; null when none does. */
  @Nullable Instant earliest() {
    return earliest;
  }
}
