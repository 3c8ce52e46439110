package io.llmgw.core.chain;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.observe.CallRecorder;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Served;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call as the links of one stretch of the chain see it: outside ROUTE, inside it, inside RETRY.
 */
public final class Scope implements CallContext {
  private final Call call;
  private final RealCancellation cancellation;
  private final @Nullable Target target;
  private final @Nullable RealAttempt attempt;
  private final @Nullable BooleanSupplier elsewhere;

  Scope(
      Call call,
      RealCancellation cancellation,
      @Nullable Target target,
      @Nullable RealAttempt attempt,
      @Nullable BooleanSupplier elsewhere) {
    this.call = call;
    this.cancellation = cancellation;
    this.target = target;
    this.attempt = attempt;
    this.elsewhere = elsewhere;
  }

  /** The same stretch with the only target chosen. */
  public Scope at(Target chosen) {
    return new Scope(call, cancellation, chosen, attempt, null);
  }

  /**
   * The same stretch with one of several targets chosen.
   *
   * @param others whether another one can take the call now
   */
  public Scope at(Target chosen, BooleanSupplier others) {
    return new Scope(call, cancellation, chosen, attempt, others);
  }

  /**
   * The same stretch at one of two targets that are asked at the same time, with the token of this
   * side.
   *
   * @param others whether another target can take the call now, or has it already
   */
  public Scope at(Target chosen, BooleanSupplier others, RealCancellation side) {
    return new Scope(call, side, chosen, attempt, others);
  }

  /** The same stretch inside an attempt, which has a token of its own. */
  public Scope trying(RealAttempt started, RealCancellation token) {
    return new Scope(call, token, target, started, elsewhere);
  }

  /** Whether the call could go to another target now. */
  public boolean canGoElsewhere() {
    return elsewhere != null && elsewhere.getAsBoolean();
  }

  /** The call itself. */
  public Call call() {
    return call;
  }

  @Override
  public String callId() {
    return call.id();
  }

  @Override
  public String runId() {
    return call.runId();
  }

  @Override
  public @Nullable String parentCallId() {
    return call.parentId();
  }

  @Override
  public Caller caller() {
    return call.caller();
  }

  @Override
  public Purpose purpose() {
    return call.purpose();
  }

  @Override
  public Delivery delivery() {
    return call.delivery();
  }

  @Override
  public @Nullable Duration remaining() {
    return call.remaining();
  }

  @Override
  public TimeSource time() {
    return call.time();
  }

  @Override
  public RealCancellation cancellation() {
    return cancellation;
  }

  @Override
  public Trail trail() {
    return call.trail();
  }

  @Override
  public String destination(LlmRequest<?> request) {
    return call.engine().destination(request, this);
  }

  @Override
  public @Nullable String nameOf(LlmRequest<?> request) {
    return call.nameFor(request);
  }

  @Override
  public Served served() {
    return call.served();
  }

  @Override
  public CallRecorder recorder() {
    CallRecorder watch = call.watch();
    return watch == null ? CallRecorder.NONE : watch;
  }

  @Override
  public @Nullable Target target() {
    return target;
  }

  @Override
  public @Nullable RealAttempt attempt() {
    return attempt;
  }

  /**
   * A call that is cancelled goes no further, but an attempt that has begun is seen by every link
   * inside it, so that all of them count what the account counts: then only the provider is spared.
   */
  void throwIfCancelledBefore(Link link) {
    Slot slot = link.spec().slot();
    // Who observes is told of every call, also of one that is cancelled before it begins.
    if (slot != Slot.OBSERVE && (attempt == null || slot == Slot.PROVIDER)) {
      cancellation().throwIfCancelled();
    }
  }

  @Override
  public <T> @Nullable T attribute(AttributeKey<T> key) {
    return call.attribute(key);
  }

  @Override
  public <T> void attribute(AttributeKey<T> key, T value) {
    call.attribute(key, value);
  }
}
