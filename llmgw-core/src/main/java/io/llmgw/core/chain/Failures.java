package io.llmgw.core.chain;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.usage.Usage;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Makes every throwable one typed failure. */
public final class Failures {
  /** The rule that an early end breaks which is not the token's. */
  public static final String OWN_CANCEL =
      "throws a cancel of its own, though this call is not cancelled: throw what went wrong instead";

  /** Causes may go round in a circle. */
  private static final int MOST_CAUSES = 16;

  private Failures() {}

  /** A broken rule of the contract, in the name of who broke it. */
  static LlmException breach(Link link, Scope scope, String rule) {
    return link.interceptor() instanceof Blamed blamed
        ? blamed.breach(scope, rule)
        : named(ErrorKind.CONTRACT, link, rule).build();
  }

  /** What came out of a link, as one typed failure that says whether its attempt may be billed. */
  static LlmException of(Link link, Scope scope, Throwable thrown) {
    return judged(typed(link, scope, thrown), scope);
  }

  /** Whether a link that fails open fails the call with it all the same. */
  static boolean isFinal(Link link, Scope scope, Throwable thrown) {
    LlmException cause = of(link, scope, thrown);
    return cause instanceof CallCancelledException || cause.kind() == ErrorKind.CONTRACT;
  }

  /** The failure below a link, if there is one, which the link must not hide; else its own. */
  static Throwable rootOf(Throwable thrown, @Nullable LlmException below) {
    return below == null || isFatal(thrown) ? thrown : below;
  }

  private static LlmException judged(LlmException error, Scope scope) {
    RealAttempt attempt = scope.attempt();
    return attempt == null ? error : attempt.judged(error);
  }

  private static LlmException typed(Link link, Scope scope, Throwable thrown) {
    boolean cancelled = scope.cancellation().isCancelled();
    if (cancelled && isEarlyEnd(thrown, scope)) {
      return scope.cancellation().ended();
    }
    if (!cancelled && thrown instanceof CallCancelledException) {
      return named(ErrorKind.CONTRACT, link, OWN_CANCEL).cause(thrown).build();
    }
    if (thrown instanceof LlmException typed) {
      return typed;
    }
    if (link.interceptor() instanceof Blamed blamed) {
      return blamed.failure(scope, thrown);
    }
    return named(ErrorKind.INTERCEPTOR, link, "failed with " + thrown.getClass().getName())
        .cause(thrown)
        .build();
  }

  /**
   * Whether it says that this thread was interrupted, by itself or by what caused it: who wraps
   * that often forgets the flag. What another thread has failed with is that thread's affair, and
   * who speaks in words of the API has said what it means.
   */
  public static boolean isInterrupt(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      if (cause instanceof LlmException
          || cause instanceof ExecutionException
          || cause instanceof CompletionException) {
        return false;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static LlmException.Builder named(ErrorKind kind, Link link, String what) {
    return LlmException.of(
        kind, "link '" + link.spec().name() + "' (" + link.offender() + ") " + what);
  }

  /** Whether it says no more than that somebody was told to stop: of another call, for instance. */
  private static boolean isEarlyEnd(Throwable thrown, Scope scope) {
    return isInterrupt(thrown)
        || (thrown instanceof CallCancelledException cancelled
            && cancelled.reason() != scope.cancellation().reason());
  }

  /** Errors of the JVM itself are settled like others, and then thrown on as they are. */
  public static boolean isFatal(Throwable thrown) {
    return thrown instanceof VirtualMachineError || thrown instanceof LinkageError;
  }

  /** Lets those errors through where others are dealt with. */
  public static void throwIfFatal(Throwable thrown) {
    if (isFatal(thrown)) {
      throw (Error) thrown;
    }
  }

  static Outcome outcome(LlmException error, Usage seen, Scope scope) {
    return error instanceof CallCancelledException cancelled
        ? new Outcome.Cancelled(cancelled.reason(), scope.call().drainedOr(seen))
        : new Outcome.Failure(error, seen);
  }

  /** Of a stream that was closed: why its call ended, or where that goes on, who closed it. */
  static Outcome outcomeOfClosing(Reason otherwise, Usage seen, Scope scope) {
    return scope.cancellation().isCancelled()
        ? outcome(judged(scope.cancellation().ended(), scope), seen, scope)
        : new Outcome.Cancelled(otherwise, seen);
  }
}
