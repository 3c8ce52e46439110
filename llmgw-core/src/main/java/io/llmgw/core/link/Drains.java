package io.llmgw.core.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of a client that are read on though their callers have left. So many at most, so
 * that callers who give up on a slow provider do not pile up connections to it. Thread-safe.
 */
public final class Drains {
  /** Further ones are cut at once. */
  public static final int MOST = 64;

  private static final Logger log = LoggerFactory.getLogger(Drains.class);

  private final TimeSource time;
  private final Set<RealCancellation> underWay = new HashSet<>();
  private boolean closed;

  /** None yet. */
  public Drains(TimeSource time) {
    this.time = time;
  }

  /** What decides about an attempt at the moment its caller leaves. */
  Drain of(RealAttempt attempt, UsageDrain limits) {
    return new Drain(attempt, limits);
  }

  /** Lets none begin, and ends those under way; what is returned tells them. */
  public List<Runnable> closeUntold() {
    List<RealCancellation> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(underWay);
    }
    List<Runnable> tellings = new ArrayList<>();
    all.forEach(token -> tellings.add(token.cancelUntold(Reason.SHUTDOWN)));
    return tellings;
  }

  private synchronized boolean enter(RealCancellation token) {
    return !closed && underWay.size() < MOST && underWay.add(token);
  }

  private synchronized void leave(RealCancellation token) {
    underWay.remove(token);
  }

  /** One attempt: asked once whether it is read on, and told when it has ended. */
  final class Drain implements Predicate<RealCancellation> {
    private final RealAttempt attempt;
    private final UsageDrain limits;
    private @Nullable RealCancellation begun;
    private @Nullable Scheduled end;
    private boolean ended;

    Drain(RealAttempt attempt, UsageDrain limits) {
      this.attempt = attempt;
      this.limits = limits;
    }

    /** What was never sent has used nothing, so that there is nothing to read on for. */
    @Override
    public boolean test(RealCancellation token) {
      if (!attempt.isSent() || !begin(token)) {
        return false;
      }
      // With no lock held: the clock may take its time, or call back.
      Scheduled alarm;
      try {
        alarm = Alarm.in(limits.time(), time, () -> token.cancel(Reason.CALLER));
      } catch (Throwable noClock) { // what nobody would cut is not read on
        log.warn(
            "an answer is not read on: the clock failed with {}", noClock.getClass().getName());
        return false;
      }
      if (!isKept(alarm)) {
        alarm.cancel();
      }
      return true;
    }

    private synchronized boolean begin(RealCancellation token) {
      if (ended || !enter(token)) {
        return false;
      }
      begun = token;
      return true;
    }

    private synchronized boolean isKept(Scheduled alarm) {
      end = alarm;
      return !ended;
    }

    private void end() {
      Scheduled alarm;
      RealCancellation token;
      synchronized (this) {
        ended = true;
        alarm = end;
        token = begun;
      }
      if (alarm != null) {
        alarm.cancel();
      }
      if (token != null) {
        leave(token);
      }
    }

    /** The tap of the attempt, whose outcome is the end of this. */
    Tap around(Tap tap) {
      return new Tap() {
        @Override
        public void onEvent(LlmEvent event) {
          tap.onEvent(event);
        }

        @Override
        public void onOutcome(Outcome outcome) {
          end();
          tap.onOutcome(outcome);
        }
      };
    }
  }
}
