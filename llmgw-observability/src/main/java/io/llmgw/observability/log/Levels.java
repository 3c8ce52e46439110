package io.llmgw.observability.log;

import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.event.Level;

/** How loudly a call is told. */
final class Levels {
  /** What does not get better until somebody does something about it here. */
  private static final Set<ErrorKind> OF_OPERATORS =
      EnumSet.of(
          ErrorKind.TLS,
          ErrorKind.QUOTA,
          ErrorKind.AUTH,
          ErrorKind.PERMISSION,
          ErrorKind.MODEL_NOT_FOUND,
          ErrorKind.NOT_FOUND,
          ErrorKind.CONFIGURATION,
          ErrorKind.NO_PRICE,
          ErrorKind.INTERCEPTOR,
          ErrorKind.CONTRACT);

  private Levels() {}

  static Level of(ObservedCall call, ObservedOutcome outcome, boolean slow) {
    if (outcome.error() != null) {
      return ofError(outcome.error());
    }
    if (outcome.cancelled() != null) {
      return ofCancel(outcome.cancelled());
    }
    if (slow) {
      return Level.WARN;
    }
    return call.purpose().equals(Purpose.APPLICATION) ? Level.INFO : Level.DEBUG;
  }

  private static Level ofError(ErrorKind kind) {
    if (kind == ErrorKind.CLOSED || kind == ErrorKind.CANCELLED) {
      return Level.INFO;
    }
    return OF_OPERATORS.contains(kind) ? Level.ERROR : Level.WARN;
  }

  private static Level ofCancel(Reason reason) {
    return switch (reason) {
      case DEADLINE, LEAKED -> Level.WARN;
      case CALLER, LOST, SHUTDOWN, PARENT -> Level.INFO;
    };
  }
}
