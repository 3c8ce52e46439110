package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a key source within a call. It is code of somebody else, which may wait for somebody:
 * whatever ends the call ends that, and a wait that was announced has the clocks of an attempt,
 * none of which has begun.
 */
final class KeyWait {
  /** Told apart from what a source gives by being this one. */
  static final List<ApiKey> NOT_YET = Collections.unmodifiableList(new ArrayList<>());

  private KeyWait() {}

  /**
   * What the source gives.
   *
   * @throws LlmException of the end of the call, or of the clock that ran out
   * @throws Exception what the source throws by itself
   */
  static @Nullable List<ApiKey> keys(KeySource source, Target target, Scope scope)
      throws Exception {
    List<ApiKey> now = keysNow(source, scope);
    if (now != NOT_YET) {
      return now;
    }
    try (RealCancellation wait = scope.cancellation().part()) {
      return timed(source, target, scope, wait);
    } catch (Exception thrown) {
      throw ended(thrown, scope);
    }
  }

  /**
   * What the source gives by now.
   *
   * @return {@link #NOT_YET} where somebody would have to be waited for
   * @throws LlmException of the end of the call
   * @throws Exception what the source throws by itself
   */
  static @Nullable List<ApiKey> keysNow(KeySource source, Scope scope) throws Exception {
    try {
      // Nor is it known how long it takes to say that nobody is waited for.
      return scope.cancellation().interruptible(() -> keysNow(source, scope.caller()));
    } catch (Exception thrown) {
      throw ended(thrown, scope);
    }
  }

  /** The same outside a call, for as long as whoever asks has patience. */
  static @Nullable List<ApiKey> keysNow(KeySource source, Caller caller) {
    return source.isReady(caller) ? source.keysFor(caller) : NOT_YET;
  }

  /** Why the call ends, where it does; what was thrown, where not. */
  private static Exception ended(Exception thrown, Scope scope) {
    RealCancellation token = scope.cancellation();
    token.throwIfCancelled();
    if (Failures.isInterrupt(thrown) || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      scope.call().cancellation().cancel(Reason.CALLER);
      token.throwIfCancelled();
    }
    return thrown;
  }

  private static @Nullable List<ApiKey> timed(
      KeySource source, Target target, Scope scope, RealCancellation wait) throws Exception {
    Timeouts clocks = scope.call().timeouts();
    Duration first = clocks.firstToken();
    Duration attempt = clocks.attempt();
    boolean isFirst = first != null && (attempt == null || first.compareTo(attempt) <= 0);
    Duration limit = isFirst ? first : attempt;
    Caller caller = scope.caller();
    if (limit == null) {
      return wait.interruptible(() -> source.keysFor(caller));
    }
    String clock = (isFirst ? "first token clock of " : "attempt clock of ") + limit;
    Scheduled alarm = Alarm.in(limit, scope.time(), () -> wait.timeOut(timeout(target, clock)));
    try {
      return wait.interruptible(() -> source.keysFor(caller));
    } finally {
      alarm.cancel();
    }
  }

  private static LlmException timeout(Target target, String clock) {
    return LlmException.of(
            ErrorKind.TIMEOUT,
            target
                + " was not asked: its key source gave no key, and the "
                + clock
                + " ran out; see why it takes so long, or choose another target")
        .target(target.provider(), target.model())
        .build();
  }
}
