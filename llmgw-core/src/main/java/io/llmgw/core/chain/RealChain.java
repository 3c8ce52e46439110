package io.llmgw.core.chain;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.usage.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One link at work in one call: the chain that the link sees, and the stream that its caller gets.
 * Being both keeps it at one object of 48 bytes per link. It enforces the contract in both
 * directions: order of events, text rule, one open stream at a time, outcome exactly once, nothing
 * left open, and names the offender.
 *
 * <p>Touched by one thread at a time, as everything below the outermost stream.
 */
public final class RealChain implements Interceptor.Chain, EventStream {
  private static final Logger log = LoggerFactory.getLogger(RealChain.class);

  // 0, where every link begins: it is intercepting.
  private static final byte OPEN = 1;
  private static final byte STARTED = 2;
  private static final byte COMPLETED = 3;
  private static final byte FAILED = 4;
  private static final byte CLOSED = 5;

  private final Scope scope;
  private final LlmRequest<?> request;
  private final @Nullable Tap tap;
  private final short index;
  private byte state;
  private @Nullable EventStream inner;
  private @Nullable RealChain child;
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
      scope.cancellation().throwIfCancelled();
      inner = link.interceptor().intercept(this);
      if (inner == null) {
        throw Failures.breach(link, scope, "returned no stream");
      }
      throwIfPoisoned();
    } catch (Throwable thrown) {
      if (!link.failsOpen()) {
        throw ended(thrown);
      }
      inner = goOnWithout(link, thrown);
    }
    state = OPEN;
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
    checkProceed(next, tap);
    child = new RealChain(within, index + 1, next, tap);
    return child.run();
  }

  @Override
  public EventStream share(Object key, LlmRequest<?> next, Tap oncePerFlight) {
    checkProceed(next, oncePerFlight);
    FlightPlan plan = new FlightPlan(scope, index + 1, next);
    EventStream seat = scope.call().engine().share(plan, key, oncePerFlight);
    if (seat == null) {
      return proceed(next, oncePerFlight, scope);
    }
    RealChain participant = new RealChain(scope, index + 1, next, null);
    participant.inner = seat;
    participant.state = OPEN;
    child = participant;
    return participant;
  }

  @Override
  public <R extends LlmResponse> R internal(Purpose purpose, LlmRequest<R> question) {
    Call call = scope.call();
    if (call.isSettling() || !isOpen()) {
      throw breach("makes an internal call after its stream has ended or from a tap");
    }
    if (!link().isInsideRedact()) {
      throw breach("makes an internal call from outside REDACT, where text is not masked yet");
    }
    if (!call.purpose().equals(Purpose.APPLICATION)) {
      throw breach("makes an internal call from within an internal call");
    }
    if (purpose.equals(Purpose.APPLICATION)) {
      throw breach("makes an internal call without a purpose of its own");
    }
    return call.engine().internal(scope, purpose, question);
  }

  private void checkProceed(LlmRequest<?> next, @Nullable Tap refused) {
    String rule = brokenRule(next);
    if (rule != null) {
      LlmException breach = breach(rule);
      settle(refused, new Outcome.Failure(breach, Usage.UNKNOWN));
      throw breach;
    }
  }

  private @Nullable String brokenRule(@Nullable LlmRequest<?> next) {
    if (next == null) {
      return "proceeds without a request";
    }
    if (scope.call().isSettling()) {
      return "proceeds from a tap";
    }
    if (!isOpen()) {
      return "proceeds after its own stream has ended";
    }
    if (child != null && child.isOpen()) {
      return "proceeds a second time while its first stream is open";
    }
    if (next.getClass() != request.getClass()) {
      return "proceeds with a request of another operation";
    }
    if (link().isTextFixed() && next.content() != request.content()) {
      return "changes text in slot " + link().spec().slot() + ", where text is fixed";
    }
    return null;
  }

  @Override
  public @Nullable LlmEvent next() {
    if (state == COMPLETED) {
      return null;
    }
    if ((state != OPEN && state != STARTED) || inner == null) {
      throw new IllegalStateException(
          "this stream has " + (state == CLOSED ? "been closed" : "failed"));
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
      last = event;
      tell(event);
    }
    return event;
  }

  private LlmEvent checked(@Nullable LlmEvent event) {
    String rule = Grammar.brokenBy(event, state == STARTED, request.operation());
    if (event == null || rule != null) {
      throw breach(Objects.requireNonNull(rule));
    }
    if (event instanceof Started) {
      state = STARTED;
    } else if (event instanceof UsageReported report) {
      seen = report.usage();
    }
    return event;
  }

  private void tell(LlmEvent event) {
    if (tap == null) {
      return;
    }
    scope.call().settling(true);
    try {
      tap.onEvent(event);
    } catch (Throwable e) {
      throwIfFatal(e);
      report("the tap on", e);
    } finally {
      scope.call().settling(false);
    }
  }

  private void complete(Completed completed) {
    scope.call().rememberInterrupt();
    seen = completed.usage();
    try {
      closeLeftovers();
      throwIfPoisoned();
    } catch (LlmException breach) {
      throw ended(breach);
    }
    tell(completed);
    state = COMPLETED;
    settle(tap, new Outcome.Success(completed));
  }

  /** Ends this stream early, inside out. */
  @Override
  public void close() {
    close(Reason.CALLER);
  }

  private void close(Reason otherwise) {
    if (state != OPEN && state != STARTED) {
      return;
    }
    scope.call().rememberInterrupt();
    state = CLOSED;
    closeLeftovers();
    LlmException end = scope.cancellation().isCancelled() ? scope.cancellation().ended() : null;
    settle(tap, end != null ? Failures.outcome(end, seen) : new Outcome.Cancelled(otherwise, seen));
  }

  /** Settles a failure of this link, or of what is below it; what it returns or throws goes out. */
  private LlmException ended(Throwable thrown) {
    if (scope.call().rememberInterrupt()) {
      scope.call().cancellation().cancel(Reason.CALLER);
    }
    LlmException error = Failures.of(link(), scope, thrown);
    if (error instanceof ContractBreachException breach) {
      scope.call().poison(breach);
    }
    state = FAILED;
    failure = error;
    closeLeftovers();
    settle(tap, Failures.outcome(error, seen));
    if (Failures.isFatal(thrown)) {
      throw (Error) thrown;
    }
    return error;
  }

  /** What the link returned, and what it left open below. */
  private void closeLeftovers() {
    if (inner != null && inner != child) {
      try {
        inner.close();
      } catch (Throwable e) {
        throwIfFatal(e);
        report("closing the stream of", e);
      }
    }
    if (child != null) {
      child.close(inner == child ? Reason.CALLER : Reason.LEAKED);
    }
  }

  private void settle(@Nullable Tap whose, Outcome outcome) {
    if (whose == null) {
      return;
    }
    scope.call().settling(true);
    try {
      whose.onOutcome(outcome);
    } catch (Throwable e) {
      throwIfFatal(e);
      report("the tap on", e);
    } finally {
      scope.call().settling(false);
    }
  }

  /** The rest of the call for a link that failed open while it was intercepting. */
  private EventStream goOnWithout(Link link, Throwable thrown) {
    LlmException cause = Failures.of(link, scope, thrown);
    if (cannotFailOpen(cause)) {
      throw ended(thrown);
    }
    report("going on without", thrown);
    if (child == null) {
      try {
        return proceed(request, null, scope);
      } catch (Throwable below) {
        throw ended(below);
      }
    }
    if (child.isOpen()) {
      return child;
    }
    throw ended(child.failure != null ? child.failure : cause);
  }

  /** The next event for a link that failed open while it was streaming. */
  private LlmEvent takeOver(Throwable thrown) {
    LlmException cause = Failures.of(link(), scope, thrown);
    if (cannotFailOpen(cause) || child == null || inner == child) {
      throw ended(thrown);
    }
    if (!child.isOpen()) {
      throw ended(child.failure != null ? child.failure : cause);
    }
    report("going on without", thrown);
    inner = child;
    // A link that fails open changes nothing, so it has lost one event at most: the one it held.
    LlmEvent held = child.last == last ? null : child.last;
    try {
      return checked(held != null ? held : child.next());
    } catch (Throwable below) {
      throw ended(below);
    }
  }

  private static boolean cannotFailOpen(LlmException cause) {
    return cause instanceof CallCancelledException || cause.kind() == ErrorKind.CONTRACT;
  }

  private void throwIfPoisoned() {
    ContractBreachException breach = scope.call().breach();
    if (breach != null) {
      throw breach;
    }
  }

  private LlmException breach(String rule) {
    LlmException breach = Failures.breach(link(), scope, rule);
    if (breach instanceof ContractBreachException contract) {
      scope.call().poison(contract);
    }
    return breach;
  }

  private static void throwIfFatal(Throwable thrown) {
    if (Failures.isFatal(thrown)) {
      throw (Error) thrown;
    }
  }

  private boolean isOpen() {
    return state <= STARTED;
  }

  private Link link() {
    return scope.call().links()[index];
  }

  private void report(String doing, Throwable problem) {
    // The message of a stranger's exception may hold text of the call: only classes are named.
    log.warn(
        "call {}: {} link '{}' met {}",
        scope.callId(),
        doing,
        link().spec().name(),
        problem.getClass().getName());
  }
}
