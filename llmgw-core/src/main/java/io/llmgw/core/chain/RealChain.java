package io.llmgw.core.chain;

import static java.lang.invoke.MethodHandles.lookup;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.shape.Grammar;
import io.llmgw.core.shape.WholeAnswer;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link at work in one call: the chain that the link sees, and the stream that its caller gets.
 * Being both keeps it at one object of 48 bytes per link. It enforces the contract in both
 * directions: order of events, text rule, one open stream at a time, outcome exactly once, nothing
 * left open, and names the offender.
 *
 * <p>Touched by one thread at a time, as everything below the outermost stream.
 */
public final class RealChain implements Interceptor.Chain, EventStream {
  private static final byte INTERCEPTING = 0; // where every link begins
  private static final byte OPEN = 1;
  private static final byte STARTED = 2;
  private static final byte COMPLETED = 3;
  private static final byte FAILED = 4;
  private static final byte CLOSED = 5;
  private static final byte ABANDONED = 6;

  private static final String ON_TWO_THREADS = "proceeds on two threads at once";

  private static final VarHandle CHILD = Atomically.field(lookup(), "child", RealChain.class);
  private static final VarHandle STATE = Atomically.field(lookup(), "state", byte.class);

  final Scope scope;
  private final LlmRequest<?> request;
  private final @Nullable Tap tap;
  final short index;
  private byte state;
  private byte handedOut; // so many events, the last one included; wraps around
  private @Nullable EventStream inner;
  private volatile @Nullable RealChain child;
  private @Nullable LlmException failure;
  private @Nullable LlmEvent last;
  private Usage seen = Usage.UNKNOWN;

  private RealChain(Scope scope, int index, LlmRequest<?> request, @Nullable Tap tap) {
    this.scope = scope;
    this.index = (short) index;
    this.request = request;
    this.tap = tap;
  }

  /** Runs a call, or the part of one that begins at this link; the only way into a chain. */
  public static RealChain open(Scope scope, int index, LlmRequest<?> request, @Nullable Tap tap) {
    return new RealChain(scope, index, request, tap).run();
  }

  private RealChain run() {
    Link link = link();
    try {
      scope.throwIfCancelledBefore(link);
      inner = link.interceptor().intercept(this);
      if (inner == null) {
        throw Failures.breach(link, scope, "returned no stream");
      }
      if (inner != child) {
        inner = link.inShape(inner, scope, request);
      }
      scope.call().throwIfPoisoned();
    } catch (Throwable thrown) {
      if (!link.failsOpen()) {
        throw ended(thrown);
      }
      inner = goOnWithout(link, thrown);
    }
    if (!STATE.compareAndSet(this, INTERCEPTING, OPEN)) {
      throw ended(scope.call().cancellation().ended());
    }
    return this;
  }

  @Override
  public LlmRequest<?> request() {
    return request;
  }

  @Override
  public Scope context() {
    return scope;
  }

  @Override
  public EventStream proceed(LlmRequest<?> next) {
    return proceed(next, null, scope);
  }

  @Override
  public EventStream proceed(LlmRequest<?> next, Tap tap) {
    return proceed(next, tap, scope);
  }

  /** As {@code proceed}, with what the links of the engine know better: the target, the attempt. */
  public EventStream proceed(LlmRequest<?> next, @Nullable Tap tap, Scope within) {
    RealChain before = checkProceed(next, tap);
    RealChain rest = new RealChain(within, index + 1, next, tap);
    if (!CHILD.compareAndSet(this, before, rest)) {
      throw refused(tap, ON_TWO_THREADS);
    }
    return rest.run();
  }

  @Override
  public EventStream share(Object key, LlmRequest<?> next, Tap oncePerFlight, Replay replay) {
    RealChain before = checkProceed(next, oncePerFlight);
    if (scope.target() != null) {
      throw refused(oncePerFlight, "shares a flight inside ROUTE, where one call has one target");
    }
    FlightPlan plan = new FlightPlan(scope, index + 1, next, key, replay);
    EventStream seat;
    try {
      seat = scope.call().outside(() -> scope.call().engine().share(plan, key, oncePerFlight));
    } catch (ContractBreachException breach) {
      scope.call().poison(breach);
      throw breach;
    }
    if (seat == null) {
      return proceed(next, oncePerFlight, scope);
    }
    RealChain participant = new RealChain(scope, index + 1, next, null);
    participant.inner = scope.call().outside(seat);
    participant.state = OPEN;
    if (!CHILD.compareAndSet(this, before, participant)) {
      participant.close();
      throw breach(ON_TWO_THREADS);
    }
    return participant;
  }

  @Override
  public <R extends LlmResponse> R internal(Purpose purpose, LlmRequest<R> question) {
    Call call = scope.call();
    String rule =
        call.tapsUnderWay() > 0 || !isOpen()
            ? "makes an internal call after its stream has ended or from a tap"
            : link().ruleBrokenByAsking(purpose, call);
    if (rule != null) {
      throw breach(rule);
    }
    return call.outside(() -> call.engine().internal(scope, purpose, question));
  }

  @Override
  public @Nullable String ruleBrokenBy(List<LlmEvent> answer) {
    return WholeAnswer.brokenBy(answer, request);
  }

  /** The stream before, which is closed or failed; null when this is the first proceed. */
  private @Nullable RealChain checkProceed(LlmRequest<?> next, @Nullable Tap tap) {
    RealChain before = child;
    String rule = brokenRule(next, before);
    if (rule != null) {
      throw refused(tap, rule);
    }
    return before;
  }

  private LlmException refused(@Nullable Tap tap, String rule) {
    LlmException breach = breach(rule);
    // A tap that proceeds with itself as its tap would be told of its own refusals for ever.
    if (scope.call().tapsUnderWay() < 2) {
      Taps.settle(tap, new Outcome.Failure(breach, Usage.UNKNOWN), scope.call(), index + 1);
    }
    return breach;
  }

  private @Nullable String brokenRule(@Nullable LlmRequest<?> next, @Nullable RealChain before) {
    if (scope.call().tapsUnderWay() > 0) {
      return "proceeds from a tap";
    }
    if (!isOpen()) {
      return "proceeds after its own stream has ended";
    }
    if (before != null && before.isOpen()) {
      return "proceeds a second time while its first stream is open";
    }
    return link().ruleBrokenByPassingOn(next, request);
  }

  @Override
  public @Nullable LlmEvent next() {
    if (state == COMPLETED) {
      return null;
    }
    if (failure != null) {
      throw failure;
    }
    if ((state != OPEN && state != STARTED) || inner == null) {
      throw new IllegalStateException("this stream has been closed");
    }
    LlmEvent event;
    try {
      event = checked(inner.next());
    } catch (Throwable thrown) {
      if (!link().failsOpen()) {
        throw ended(thrown);
      }
      event = takeOver(thrown);
    }
    if (event instanceof Completed completed) {
      complete(completed);
    } else {
      tell(event);
    }
    return event;
  }

  private LlmEvent checked(@Nullable LlmEvent event) {
    String rule = Grammar.brokenBy(event, state == STARTED, request.operation());
    if (rule != null || event == null) {
      throw breach(String.valueOf(rule));
    }
    if (event instanceof Started) {
      state = STARTED;
    } else if (event instanceof UsageReported report) {
      seen = report.usage();
    }
    return event;
  }

  private void tell(LlmEvent event) {
    last = event;
    handedOut++;
    Taps.tell(tap, event, scope.call(), index);
  }

  private void complete(Completed completed) {
    scope.call().rememberInterrupt();
    seen = completed.usage();
    try {
      closeLeftovers();
      scope.call().throwIfPoisoned();
    } catch (Throwable thrown) {
      throw ended(thrown);
    }
    tell(completed);
    state = COMPLETED;
    if (tap != null) {
      settle(new Outcome.Success(completed));
    }
  }

  /** Ends this stream early, inside out. */
  @Override
  public void close() {
    close(Reason.CALLER);
  }

  private void close(Reason otherwise) {
    if (STATE.compareAndSet(this, INTERCEPTING, ABANDONED)) {
      // Another thread is in it, which its opener did not wait for: it ends by itself, once woken.
      scope.call().cancellation().cancel(Reason.LEAKED);
      return;
    }
    if (state != OPEN && state != STARTED) {
      return;
    }
    scope.call().rememberInterrupt();
    state = CLOSED;
    try {
      closeLeftovers();
    } finally {
      settle(Failures.outcomeOfClosing(otherwise, seen, scope));
    }
  }

  /** Settles a failure of this link, or of what is below it; what it returns or throws goes out. */
  private LlmException ended(Throwable thrown) {
    Call call = scope.call();
    if (Failures.isInterrupt(thrown) && !call.cancellation().isCancelled()) {
      Thread.currentThread().interrupt();
    }
    if (call.rememberInterrupt()) {
      call.cancellation().cancel(Reason.CALLER);
    }
    LlmException error = Failures.of(link(), scope, thrown);
    if (error instanceof ContractBreachException breach) {
      call.poison(breach);
    }
    state = FAILED;
    failure = error;
    try {
      closeLeftovers();
    } finally {
      settle(Failures.outcome(error, seen, scope));
    }
    Failures.throwIfFatal(thrown);
    return error;
  }

  /** What the link returned, and what it left open below. */
  private void closeLeftovers() {
    RealChain below =
        (RealChain) CHILD.getAndSet(this, this); // so that nobody can open another one
    boolean returned = inner == below;
    try {
      if (inner != null && !returned) {
        inner.close();
      }
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      link().report(scope.call(), "closing the stream of", thrown);
    } finally {
      if (below != null && below != this) {
        below.close(returned ? Reason.CALLER : Reason.LEAKED);
      }
    }
  }

  private void settle(Outcome outcome) {
    Taps.settle(tap, outcome, scope.call(), index);
  }

  /** The rest of the call for a link that failed open while it was intercepting. */
  private EventStream goOnWithout(Link link, Throwable thrown) {
    if (Failures.isFinal(link(), scope, thrown)) {
      throw ended(thrown);
    }
    RealChain below = child;
    if (below == null) {
      link.report(scope.call(), "going on without", thrown);
      try {
        return proceed(request, null, scope);
      } catch (Throwable failed) {
        throw ended(failed);
      }
    }
    if (below.isOpen() && below.handedOut == 0) {
      link.report(scope.call(), "going on without", thrown);
      return below;
    }
    throw ended(Failures.rootOf(thrown, below.failure));
  }

  /** The next event for a link that failed open while it was streaming. */
  private LlmEvent takeOver(Throwable thrown) {
    RealChain below = child;
    if (Failures.isFinal(link(), scope, thrown) || below == null || inner == below) {
      throw ended(thrown);
    }
    // A link that fails open changes nothing, so it has lost one event at most: the one it held.
    int held = (byte) (below.handedOut - handedOut);
    boolean complete = below.state == COMPLETED && held == 1;
    if ((!below.isOpen() && !complete) || held < 0 || held > 1) {
      throw ended(Failures.rootOf(thrown, below.failure));
    }
    link().report(scope.call(), "going on without", thrown);
    inner = below;
    try {
      return checked(held == 1 ? below.last : below.next());
    } catch (Throwable failed) {
      throw ended(failed);
    }
  }

  private LlmException breach(String rule) {
    LlmException breach = Failures.breach(link(), scope, rule);
    if (breach instanceof ContractBreachException contract) {
      scope.call().poison(contract);
    }
    return breach;
  }

  private boolean isOpen() {
    return state <= STARTED;
  }

  private Link link() {
    return scope.call().links()[index];
  }
}
