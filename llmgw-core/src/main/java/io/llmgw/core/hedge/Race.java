package io.llmgw.core.hedge;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.Branch;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.route.Candidate;
import io.llmgw.core.route.Plan;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two targets of one call, of which the second is asked when the first has no content after a
 * delay. The first side runs on the thread of the call, so that a call which is not hedged in the
 * end has changed no thread; the hedge runs on one of the engine. One step of {@link #stage}
 * decides who has won; who has lost is cancelled, and each stream is closed by the thread that
 * opened it unless the call goes on with it.
 *
 * <p>The methods are for the thread of the call.
 */
public final class Race {
  private final RealChain from;
  private final Target firstTarget;
  private final Candidate second;
  private final Supplier<LlmRequest<?>> secondRequest;
  private final Duration delay;
  private final HedgeBudget budget;
  private final Predicate<Runnable> crew;
  private final RealCancellation first;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final CountDownLatch decided = new CountDownLatch(1);
  private final Scheduled alarm;

  /** Written before the stage that makes them known. */
  private volatile @Nullable Branch hedge;

  private volatile @Nullable EventStream stream;
  private volatile @Nullable Throwable failure;

  Race(
      RealChain from,
      Target firstTarget,
      Candidate second,
      Supplier<LlmRequest<?>> secondRequest,
      Duration delay,
      HedgeBudget budget) {
    Scope scope = from.context();
    this.from = from;
    this.firstTarget = firstTarget;
    this.second = second;
    this.secondRequest = secondRequest;
    this.delay = delay;
    this.budget = budget;
    this.crew = scope.call().crew();
    this.first = scope.cancellation().part();
    this.alarm = delay.isZero() ? () -> {} : Alarm.in(delay, scope.time(), this::begin);
  }

  /** Where the hedge goes. */
  public Candidate second() {
    return second;
  }

  /**
   * Asks the first target; returns the stream of the side that has content first.
   *
   * @param others whether other targets can take the call now
   * @throws LlmException when the first side has failed; the hedge may be under way then
   */
  public EventStream open(LlmRequest<?> request, BooleanSupplier others) {
    if (delay.isZero()) {
      begin();
    }
    try {
      Scope scope = from.context().at(firstTarget, others, first);
      EventStream opened = from.proceed(request, new LettingGo(first), scope);
      if (isWonByFirst()) {
        return opened;
      }
      opened.close();
      return taken();
    } catch (LlmException failed) {
      if (stage.get() == Stage.WON && !isOver()) {
        return taken();
      }
      throw failed;
    } catch (Throwable thrown) {
      close();
      throw thrown;
    }
  }

  /** Whether the call ends whatever the hedge does. */
  private boolean isOver() {
    Scope scope = from.context();
    return scope.cancellation().isCancelled() || scope.call().breach() != null;
  }

  private boolean isWonByFirst() {
    alarm.cancel();
    Stage before = stage.getAndUpdate(now -> now == Stage.WON ? now : Stage.OVER);
    if (before == Stage.UNDER_WAY) {
      lose();
      note("the hedge at " + second.target() + " has lost");
    }
    return before != Stage.WON;
  }

  private EventStream taken() {
    Objects.requireNonNull(hedge).taken();
    note("the hedge at " + second.target() + " has won");
    return Objects.requireNonNull(stream);
  }

  private void lose() {
    Objects.requireNonNull(hedge).token().cancel(Reason.LOST);
  }

  /** Whether the hedge has begun; if not, it never will. */
  public boolean hasBegun() {
    stage.compareAndSet(Stage.WAITING, Stage.OVER);
    Stage now = stage.get();
    return now == Stage.UNDER_WAY || now == Stage.WON || now == Stage.FAILED;
  }

  /** Whether the hedge is at work, or has content. */
  public boolean isUnderWay() {
    Stage now = stage.get();
    return now == Stage.UNDER_WAY || now == Stage.WON;
  }

  /**
   * Waits for the hedge, once the first side has failed.
   *
   * @return its stream; null when it has not begun after all
   * @throws LlmException when it has failed
   */
  public @Nullable EventStream await() {
    Scope scope = from.context();
    Registration woken = scope.cancellation().onCancel(decided::countDown);
    try {
      scope.time().await(decided);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      scope.call().cancellation().cancel(Reason.CALLER);
    } finally {
      woken.close();
    }
    if (scope.cancellation().isCancelled()) {
      close();
      throw scope.cancellation().ended();
    }
    Stage now = stage.get();
    if (now == Stage.FAILED) {
      throw failed();
    }
    return now == Stage.WON ? taken() : null;
  }

  private LlmException failed() {
    Throwable thrown = Objects.requireNonNull(failure);
    if (thrown instanceof LlmException typed) {
      return typed;
    }
    throw (Error) thrown; // the chain lets nothing else out
  }

  /** The call goes on without the hedge; whatever there is of it is ended. */
  public void close() {
    alarm.cancel();
    Stage before = stage.getAndSet(Stage.OVER);
    if (before == Stage.UNDER_WAY) {
      lose();
    } else if (before == Stage.WON) {
      lose();
      Objects.requireNonNull(stream).close();
    }
  }

  /** The delay is over: on the thread of the clock, or that of the call where there is none. */
  private void begin() {
    if (stage.get() != Stage.WAITING) {
      return;
    }
    if (!budget.spend()) {
      refuse(Stage.WAITING, "the hedging budget is spent");
      return;
    }
    Branch side = Branch.of(from);
    hedge = side;
    boolean room = from.context().call().hasRoom(Repeats.MOST_ATTEMPTS);
    if (!room || !stage.compareAndSet(Stage.WAITING, Stage.UNDER_WAY)) {
      drop(side);
      refuse(Stage.WAITING, "the call has made too many attempts");
      return;
    }
    @Nullable String obstacle = "it failed to begin";
    try {
      note("hedges " + firstTarget + " with " + second.target() + after());
      obstacle = crew.test(() -> run(side)) ? null : "no thread is free";
    } finally { // whatever failed: the first side may come to wait for the hedge
      if (obstacle != null) {
        drop(side);
        refuse(Stage.UNDER_WAY, obstacle);
      }
    }
  }

  private String after() {
    return " after " + delay.toMillis() + " ms without content";
  }

  private void drop(Branch side) {
    side.token().close();
    budget.giveBack();
  }

  private void refuse(Stage before, String why) {
    try {
      if (stage.compareAndSet(before, Stage.REFUSED)) {
        note("no hedge at " + second.target() + ": " + why);
      }
    } finally {
      decided.countDown();
    }
  }

  /** The hedge; on a thread of the engine. */
  private void run(Branch side) {
    try {
      EventStream opened = side.open(secondRequest.get(), second.target(), () -> true);
      stream = opened;
      if (stage.compareAndSet(Stage.UNDER_WAY, Stage.WON)) {
        first.cancel(Reason.LOST);
      } else {
        opened.close();
      }
    } catch (Throwable thrown) {
      failure = thrown;
      if (stage.compareAndSet(Stage.UNDER_WAY, Stage.FAILED)) {
        note("the hedge at " + second.target() + " has failed: " + inWords(thrown));
      } else {
        Failures.throwIfFatal(thrown); // there is nobody else to tell
      }
    } finally {
      decided.countDown();
    }
  }

  private static String inWords(Throwable thrown) {
    return thrown instanceof LlmException typed
        ? typed.kind().toString()
        : thrown.getClass().getName();
  }

  private void note(String what) {
    from.context().trail().note(Plan.LINK, what);
  }

  private enum Stage {
    /** The hedge has not begun. */
    WAITING,
    /** It was to begin, and may not. */
    REFUSED,
    UNDER_WAY,
    FAILED,
    /** It has content, and the call goes on with it, unless that has ended. */
    WON,
    /** The call goes on with one side, or has failed. */
    OVER
  }

  /** Lets go of the token of the first side when that ends. */
  private record LettingGo(RealCancellation token) implements Tap {
    @Override
    public void onOutcome(Outcome outcome) {
      token.close();
    }
  }
}
