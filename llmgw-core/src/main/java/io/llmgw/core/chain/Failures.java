package io.llmgw.core.chain;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.usage.Usage;

/** Makes every throwable one typed failure. */
public final class Failures {
  private Failures() {}

  /** A broken rule of the contract, in the name of who broke it. */
  static LlmException breach(Link link, Scope scope, String rule) {
    if (link.interceptor() instanceof Blamed blamed) {
      return blamed.breach(scope, rule);
    }
    return LlmException.of(
            ErrorKind.CONTRACT,
            "link '" + link.spec().name() + "' (" + link.offender() + ") " + rule)
        .build();
  }

  /** What came out of a link, as one typed failure. */
  static LlmException of(Link link, Scope scope, Throwable thrown) {
    if (scope.cancellation().isCancelled() && isEarlyEnd(thrown, scope)) {
      return scope.cancellation().ended();
    }
    if (thrown instanceof LlmException typed) {
      return typed;
    }
    if (link.interceptor() instanceof Blamed blamed) {
      return blamed.failure(scope, thrown);
    }
    return LlmException.of(
            ErrorKind.INTERCEPTOR,
            "link '"
                + link.spec().name()
                + "' ("
                + link.offender()
                + ") failed with "
                + thrown.getClass().getName())
        .cause(thrown)
        .build();
  }

  /** Whether it says no more than that somebody was told to stop: of another call, for instance. */
  private static boolean isEarlyEnd(Throwable thrown, Scope scope) {
    return thrown instanceof InterruptedException
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

  static Outcome outcome(LlmException error, Usage seen) {
    return error instanceof CallCancelledException cancelled
        ? new Outcome.Cancelled(cancelled.reason(), seen)
        : new Outcome.Failure(error, seen);
  }
}
